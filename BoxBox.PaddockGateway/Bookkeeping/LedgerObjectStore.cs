using System.Globalization;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.ObjectStore;
using NATS.Client.ObjectStore.Models;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>The newest snapshot in an object store of JetStream, replicated like the stream. An entry of a key-value bucket would hold some 2,000 open orders, not 10,000.</summary>
internal sealed class LedgerObjectStore(INatsJSContext jetStream, IOptions<OrdersOptions> options, TimeProvider time) : ILedgerStore
{
    public const string Bucket = "ORDERS_ledger";

    private const string BucketStream = $"OBJ_{Bucket}";
    private const string Chunks = $"$O.{Bucket}.C.";
    private const string Snapshot = "snapshot";
    private const string Stream = "stream";
    private const string Sequence = "sequence";

    /// <summary>Some megabytes, in parts.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Far longer than a save: chunks that are still no snapshot's after it will never be.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly NatsObjContext _objects = new(jetStream);
    private IReadOnlyList<string> _strays = [];
    private long? _sweptAt;

    public async Task<LedgerSnapshot?> LoadAsync(StreamPosition stream, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var store = await _objects.GetObjectStoreAsync(Bucket, limited.Token);
            return Fits(await store.GetInfoAsync(Snapshot, cancellationToken: limited.Token), stream)
                && JsonSerializer.Deserialize(await store.GetBytesAsync(Snapshot, limited.Token), LedgerJson.Default.LedgerSnapshot) is { } saved && Fits(saved, stream)
                ? saved
                : null;
        }
        catch (NatsObjNotFoundException)
        {
            return null;
        }
        catch (NatsJSApiException refused) when (refused.Error.Code == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    public async Task SaveAsync(LedgerSnapshot snapshot, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var store = await FindOrMakeAsync(limited.Token);
        if (await IsLaterThereAsync(store, snapshot, limited.Token))
            return;

        await SweepAsync(store, limited.Token);
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(snapshot, LedgerJson.Default.LedgerSnapshot));
        var entry = new ObjectMetadata
        {
            Name = Snapshot,
            Metadata = new Dictionary<string, string>
            {
                [Stream] = snapshot.Stream.ToString("O", CultureInfo.InvariantCulture),
                [Sequence] = snapshot.AsOf.ToString(CultureInfo.InvariantCulture),
            },
        };
        await store.PutAsync(entry, content, cancellationToken: limited.Token);
    }

    private static bool Fits(LedgerSnapshot saved, StreamPosition stream) => saved.Stream == stream.Created && saved.AsOf <= stream.LastSequence;

    private static bool Fits(ObjectMetadata entry, StreamPosition stream) => PlaceOf(entry) is { } place && place.Stream == stream.Created && place.AsOf <= stream.LastSequence;

    private static (DateTimeOffset Stream, ulong AsOf)? PlaceOf(ObjectMetadata entry) =>
        entry.Metadata is { } facts
        && DateTimeOffset.TryParse(facts.GetValueOrDefault(Stream), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var stream)
        && ulong.TryParse(facts.GetValueOrDefault(Sequence), CultureInfo.InvariantCulture, out var asOf)
            ? (stream, asOf)
            : null;

    private static async Task<bool> IsLaterThereAsync(INatsObjStore store, LedgerSnapshot snapshot, CancellationToken cancellationToken) =>
        await FindAsync(store, cancellationToken) is { } entry && PlaceOf(entry) is { } there && there.Stream == snapshot.Stream && there.AsOf >= snapshot.AsOf;

    private static async Task<ObjectMetadata?> FindAsync(INatsObjStore store, CancellationToken cancellationToken)
    {
        try
        {
            return await store.GetInfoAsync(Snapshot, cancellationToken: cancellationToken);
        }
        catch (NatsObjNotFoundException)
        {
            return null;
        }
    }

    // A put removes only what it found at its beginning: of two at once, the first one's chunks stay, and so do those of one that was cut off. Those of a
    // put that goes on look the same, so only what was seen a minute ago, too, is removed.
    private async Task SweepAsync(INatsObjStore store, CancellationToken cancellationToken)
    {
        if (_sweptAt is { } last && time.GetElapsedTime(last) < SweepInterval)
            return;

        var stream = await jetStream.GetStreamAsync(BucketStream, new StreamInfoRequest { SubjectsFilter = Chunks + ">" }, cancellationToken);
        var entry = await FindAsync(store, cancellationToken);
        string[] strays = [.. (stream.Info.State.Subjects ?? new Dictionary<string, long>()).Keys.Where(subject => subject != Chunks + entry?.Nuid)];
        foreach (var stray in strays.Intersect(_strays))
            await jetStream.PurgeStreamAsync(BucketStream, new StreamPurgeRequest { Filter = stray }, cancellationToken);
        (_strays, _sweptAt) = (strays, time.GetTimestamp());
    }

    private async Task<INatsObjStore> FindOrMakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var there = (await jetStream.GetStreamAsync(BucketStream, cancellationToken: cancellationToken)).Info.Config;
            if (there.NumReplicas != options.Value.Replicas)
                await jetStream.UpdateStreamAsync(there with { NumReplicas = options.Value.Replicas }, cancellationToken);
            return await _objects.GetObjectStoreAsync(Bucket, cancellationToken);
        }
        catch (NatsJSApiException missing) when (missing.Error.Code == StatusCodes.Status404NotFound)
        {
            return await _objects.CreateObjectStoreAsync(new NatsObjConfig(Bucket) { NumberOfReplicas = options.Value.Replicas }, cancellationToken);
        }
    }
}
