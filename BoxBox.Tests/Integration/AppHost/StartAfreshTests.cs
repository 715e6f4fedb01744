using BoxBox.AppHost.Nats;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Net;

namespace BoxBox.Tests.Integration.AppHost;

public sealed class StartAfreshTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Whoever_was_started_between_the_stop_and_the_deletion_leaves_nothing_behind()
    {
        await using var server = await NatsServerProcess.StartAsync();
        await using var client = new NatsClient(server.Url);
        var jetStream = client.CreateJetStreamContext();
        await jetStream.CreateStreamAsync(new StreamConfig("ORDERS", ["orders.>"]), Token);
        await jetStream.CreateStreamAsync(new StreamConfig("OBJ_ORDERS_ledger", ["ledger"]), Token);

        // A killed Maestro comes back just after the first stop; with an order in hand, he ends at the second.
        var maestro = Task.CompletedTask;
        var stops = 0;
        var deleted = await NatsCommands.EmptyAsync(
            jetStream,
            async () =>
            {
                if (++stops > 1)
                    await maestro;
                else
                    maestro = await HoldAnOrderAsync(client, jetStream);
            },
            Token);
        await maestro;

        Assert.Empty(await jetStream.ListStreamNamesAsync(cancellationToken: Token).ToListAsync(Token));
        Assert.Equal(["OBJ_ORDERS_ledger", "ORDERS"], deleted);
    }

    /// <returns>Once the deletion will be seen; ends when the stream is there again, with a step of an order that was deleted.</returns>
    private static async Task<Task> HoldAnOrderAsync(NatsClient client, INatsJSContext jetStream)
    {
        var deletion = await client.Connection.SubscribeCoreAsync<string>("$JS.EVENT.ADVISORY.STREAM.DELETED.ORDERS", cancellationToken: Token);
        return StoreAsync();

        async Task StoreAsync()
        {
            await using (deletion)
                await deletion.Msgs.ReadAsync(Token);
            await jetStream.CreateStreamAsync(new StreamConfig("ORDERS", ["orders.>"]), Token);
            await jetStream.PublishAsync("orders.in_progress.0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47", "{}", cancellationToken: Token);
        }
    }
}
