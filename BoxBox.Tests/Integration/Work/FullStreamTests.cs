using BoxBox.Tests.Fixtures.Fattorino;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Integration.Work;

/// <summary>A stream that may hold only so much, and nothing in it but orders that nobody has begun.</summary>
public sealed class FullStreamTests : MaestroOverNats
{
    private const int Most = 1 << 20;

    [Fact(Timeout = 120_000)]
    public async Task Every_order_that_was_accepted_before_the_stream_was_full_comes_to_its_end()
    {
        Limit.CancelAfter(TimeSpan.FromSeconds(60));
        await using var gateway = new GatewayHost(Nats.Url, ("Orders:MaxBytes", $"{Most}"));
        using var client = gateway.CreateClient();
        var open = new HashSet<Guid>();
        while (await OrderAsync(client) is { } accepted)
            open.Add(accepted);
        var ordered = open.Count;

        KeyValuePair<string, string?> most = new("Orders:MaxBytes", $"{Most}");
        await using var maestro = await StartAsync(most);
        await using var fattorino = await FattorinoHost.StartAsync(Nats.Url, most);
        await UntilAsync(maestro, step =>
        {
            if (step.Order is { Status: OrderStatus.Completed, OrderId: var done })
                open.Remove(done);
            return open.Count == 0;
        });

        // What is set aside is no more than what they need.
        Assert.InRange(ordered, 200, 400);
    }

    private static async Task<Guid?> OrderAsync(HttpClient client)
    {
        using var answer = await client.PostAsync();
        if (answer.StatusCode is HttpStatusCode.ServiceUnavailable)
            return null;
        return (await answer.ReadJsonAsync()).GetProperty("order_id").GetGuid();
    }
}
