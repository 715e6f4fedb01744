using BoxBox.Tests.Fixtures.Deploy;
using BoxBox.Tests.Fixtures.Distributed;
using NATS.Client.Core;

namespace BoxBox.Tests.System.Deploy;

public sealed class BackupTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_restored_stream_is_the_history_up_to_the_backup_and_what_was_not_finished_is_worked_on_once()
    {
        await using var nats = await NatsServerProcess.StartAsync();
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = nats.Url });
        await using var stream = new RawStream(nats.Url);
        var finished = Guid.NewGuid();
        var (half, waiting, later) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        StreamBackup backup;
        await using (var orders = await (await OrderStreamHost.StartAsync(nats.Url)).ReadyAsync())
        {
            foreach (var (order, steps) in new[] { (finished, 5), (half, 2), (waiting, 1) })
                await PlaceAsync(orders, order, steps, TestContext.Current.CancellationToken);
            backup = await StreamBackup.TakeAsync(connection, "ORDERS", TestContext.Current.CancellationToken);
            await PlaceAsync(orders, later, 1, TestContext.Current.CancellationToken);
            await stream.JetStream.DeleteStreamAsync("ORDERS", TestContext.Current.CancellationToken);
        }

        await backup.RestoreAsync(connection, "ORDERS", TestContext.Current.CancellationToken);
        await using var crew = await HurriedCrew.StartAsync(nats.Url, replicas: 1, TestContext.Current.CancellationToken);

        await stream.AssertEachStepStandsOnceAsync([finished, half, waiting], TestContext.Current.CancellationToken);
        var ledger = await crew.Gateways[0].Http.LedgerAsync(TestContext.Current.CancellationToken);
        Assert.Equal((3, 3, 0, 0), (ledger.Accepted, ledger.Completed, ledger.Duplicates, ledger.OutOfOrder));
    }

    private static async Task PlaceAsync(OrderStreamHost orders, Guid order, int steps, CancellationToken cancellationToken)
    {
        foreach (var step in Histories.Journey[..steps])
            await orders.Publisher.PlaceAsync(Pizza.Order(step, order), cancellationToken);
    }
}
