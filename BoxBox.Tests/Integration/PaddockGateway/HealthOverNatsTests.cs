using NATS.Client.JetStream;

namespace BoxBox.Tests.Integration.PaddockGateway;

/// <summary>Ready means: an order could be stored. Each case says so at both addresses, with the reason, and is what a POST gets.</summary>
public sealed class HealthOverNatsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Without_JetStream_nothing_is_ready()
    {
        await using var nats = await NatsServerProcess.StartAsync(new NatsServerOptions { JetStream = false });
        await using var gateway = new GatewayHost(nats.Url);
        using var client = gateway.CreateClient();

        await IsUnavailableAsync(client, "no JetStream", TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task Three_replicas_asked_of_one_server_are_refused_and_the_reason_is_the_servers()
    {
        await using var nats = await NatsServerProcess.StartAsync();
        await using var gateway = new GatewayHost(nats.Url, ("Orders:Replicas", "3"));
        using var client = gateway.CreateClient();

        await IsUnavailableAsync(client, "replicas > 1 not supported", TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_that_is_missing_is_said_until_it_is_there_again()
    {
        await using var nats = await NatsServerProcess.StartAsync();
        await using var gateway = new GatewayHost(nats.Url);
        using var client = gateway.CreateClient();
        (await client.PlaceAsync()).EnsureSuccessStatusCode();

        await gateway.Services.GetRequiredService<INatsJSContext>().DeleteStreamAsync("ORDERS", TestContext.Current.CancellationToken);
        var missing = await HealthAsync(client, "/healthz", TestContext.Current.CancellationToken);
        (await client.PlaceAsync()).EnsureSuccessStatusCode();
        var again = await HealthAsync(client, "/healthz", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The stream ORDERS is missing."), (missing.Status, ReasonIn(missing.Answer)));
        Assert.Equal(HttpStatusCode.OK, again.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_full_stream_refuses_new_orders_while_an_accepted_one_goes_on_to_its_end()
    {
        const int Most = 1 << 20;
        await using var nats = await NatsServerProcess.StartAsync();
        await using var gateway = new GatewayHost(nats.Url, ("Orders:MaxBytes", $"{Most}"));
        using var client = gateway.CreateClient();
        var json = Pizza.Json.Replace("charles_leclerc", "charles", StringComparison.Ordinal).Replace("Ferrari Garage #16", string.Concat(Enumerable.Repeat("🍕", 200)), StringComparison.Ordinal);

        var accepted = new List<string>();
        for (var refused = false; !refused;)
        {
            var key = $"{accepted.Count}";
            using var response = await client.PostAsync(json, key);
            refused = response.StatusCode == HttpStatusCode.ServiceUnavailable;
            if (!refused)
                accepted.Add(key);
        }

        var jetStream = gateway.Services.GetRequiredService<INatsJSContext>();
        // One that waits has the room of its four next steps set aside.
        Assert.InRange(await BytesAsync(), Most * 0.1, Most * 0.25);
        var (early, why) = await HealthAsync(client, "/healthz", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (early, ReasonIn(why).Contains("is full", StringComparison.Ordinal)));
        using var repeated = await client.PostAsync(json, accepted[0]);
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);

        while (await BytesAsync() < Most * 0.9)
            (await jetStream.PublishAsync("orders.stuffing", new byte[4096], cancellationToken: TestContext.Current.CancellationToken)).EnsureSuccess();
        var (health, answer) = await HealthAsync(client, "/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health);
        Assert.Contains("is full", ReasonIn(answer), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await HealthAsync(client, "/health", TestContext.Current.CancellationToken)).Status);

        var orderId = (await repeated.ReadJsonAsync()).GetProperty("order_id").GetGuid();
        var order = (await gateway.Services.GetRequiredService<IOrderHistory>().FindAsync(OrderStatus.Pending, orderId, TestContext.Current.CancellationToken))!.Order!;
        foreach (var step in Histories.Journey[1..])
            await gateway.Services.GetRequiredService<IOrderPublisher>().PlaceAsync(order.Reach(step, Pizza.Noon), TestContext.Current.CancellationToken);
        // The ledger answers once it has counted all of them.
        using var counted = await client.GetAsync(new Uri("/v1/ledger", UriKind.Relative), TestContext.Current.CancellationToken);
        using var found = await client.GetAsync(new Uri($"/v1/order/{orderId}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("completed", (await found.ReadJsonAsync()).GetProperty("status").GetString());
        using var another = await client.PostAsync(json, "another");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, another.StatusCode);

        async Task<long> BytesAsync() => (await jetStream.GetStreamAsync("ORDERS", cancellationToken: TestContext.Current.CancellationToken)).Info.State.Bytes;
    }

    private static async Task IsUnavailableAsync(HttpClient client, string reason, CancellationToken cancellationToken)
    {
        // What a refusal says is known once the first try was refused.
        while (!ReasonIn((await HealthAsync(client, "/healthz", cancellationToken)).Answer).Contains(reason, StringComparison.Ordinal))
            cancellationToken.ThrowIfCancellationRequested();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await HealthAsync(client, "/healthz", cancellationToken)).Status);
        var (status, answer) = await HealthAsync(client, "/health", cancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(reason, answer.GetProperty("reasons").GetProperty("nats").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/alive", UriKind.Relative), cancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync()).StatusCode);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> HealthAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return (response.StatusCode, await response.ReadJsonAsync());
    }

    private static string ReasonIn(JsonElement answer) =>
        answer.GetProperty("checks").GetProperty("nats").TryGetProperty("reason", out var reason) ? reason.GetString()! : "";
}
