using BoxBox.Orders.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using NATS.Client.Core;

namespace BoxBox.Tests.Integration.Deploy;

public sealed class HungServerTests
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(12);

    /// <summary>Counted in pings, not on a clock: how long a busy machine takes for them says nothing.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_server_that_hangs_is_left_so_many_pings_later_that_12_seconds_are_enough()
    {
        var pings = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new FakeNatsServer(async (client, number) =>
        {
            await client.GreetAsync();
            if (number == 0)
                pings.SetResult(await PingsAsync(client));
        });
        using var host = AService(server.Url);
        var options = host.Services.GetRequiredService<INatsConnection>().Opts;
        await using var connection = new NatsConnection(options with { PingInterval = TimeSpan.FromMilliseconds(50) });

        await connection.ConnectAsync();
        var unanswered = await pings.Task;

        // One interval more until it is noticed that the last one is owed, and one since the last ping that was answered.
        Assert.InRange((unanswered + 2) * options.PingInterval, TimeSpan.Zero, Promise);
    }

    private static async Task<int> PingsAsync(FakeNatsClient client)
    {
        for (var count = 0; ; count++)
        {
            try
            {
                await client.ExpectAsync("PING");
            }
            catch (IOException)
            {
                // It has left.
                return count;
            }
        }
    }

    private static IHost AService(string nats)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:nats", nats)]);
        builder.AddNatsConnection();
        return builder.Build();
    }
}
