using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.Tests.Fixtures.Deploy;
using Microsoft.Extensions.Time.Testing;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Integration.PaddockGateway;

/// <summary>The bucket of the ledger, kept in order by those who save into it.</summary>
public sealed class LedgerBucketTests
{
    private const string Stream = $"OBJ_{LedgerObjectStore.Bucket}";
    private const string Chunks = $"$O.{LedgerObjectStore.Bucket}.C.";

    private static readonly StreamPosition Orders = new(100, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Chunks_that_belong_to_no_snapshot_are_removed_once_no_save_can_still_need_them()
    {
        await using var nats = await NatsServerProcess.StartAsync();
        await using var raw = new RawStream(nats.Url);
        var time = new FakeTimeProvider();
        var store = new LedgerObjectStore(raw.JetStream, Options.Create(new OrdersOptions()), time);
        await store.SaveAsync(SavedAt(1), Stop);
        (await raw.JetStream.PublishAsync(Chunks + "CUTOFF", new byte[4096], cancellationToken: Stop)).EnsureSuccess();

        time.Advance(TimeSpan.FromMinutes(1));
        await store.SaveAsync(SavedAt(2), Stop);
        await store.SaveAsync(SavedAt(3), Stop);
        Assert.Contains(Chunks + "CUTOFF", await ChunksAsync(raw.JetStream));
        time.Advance(TimeSpan.FromMinutes(1));
        await store.SaveAsync(SavedAt(4), Stop);

        Assert.NotEqual(Chunks + "CUTOFF", Assert.Single(await ChunksAsync(raw.JetStream)));
        Assert.Equal(4UL, (await store.LoadAsync(Orders, Stop))?.AsOf);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_bucket_follows_the_replicas_when_they_are_raised()
    {
        await using var cluster = await NatsCluster.StartAsync();
        await using var raw = new RawStream(cluster.Url, TimeSpan.FromSeconds(1));
        await SaveAsync(1, replicas: 1);

        await SaveAsync(2, replicas: 3);

        Assert.Equal(3, (await raw.JetStream.GetStreamAsync(Stream, cancellationToken: Stop)).Info.Config.NumReplicas);
        Assert.Equal(2UL, (await StoreOf(3).LoadAsync(Orders, Stop))?.AsOf);

        LedgerObjectStore StoreOf(int replicas) => new(raw.JetStream, Options.Create(new OrdersOptions { Replicas = replicas }), TimeProvider.System);

        // As the saver does: what a cluster refuses that has no leader yet is saved the next time.
        async Task SaveAsync(ulong sequence, int replicas)
        {
            while (true)
            {
                try
                {
                    await StoreOf(replicas).SaveAsync(SavedAt(sequence), Stop);
                    return;
                }
                catch (Exception error) when (error is NatsException or OperationCanceledException && !Stop.IsCancellationRequested)
                {
                    TestContext.Current.TestOutputHelper?.WriteLine(error.Message);
                }
            }
        }
    }

    private static LedgerSnapshot SavedAt(ulong sequence)
    {
        var ledger = new Ledger();
        ledger.SkipTo(sequence);
        return ledger.Save(Orders.Created)();
    }

    private static async Task<IEnumerable<string>> ChunksAsync(INatsJSContext jetStream) =>
        (await jetStream.GetStreamAsync(Stream, new StreamInfoRequest { SubjectsFilter = Chunks + ">" }, Stop)).Info.State.Subjects!.Keys;
}
