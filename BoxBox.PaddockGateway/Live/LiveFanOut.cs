using BoxBox.Orders.Stream;
using Microsoft.Extensions.Options;

namespace BoxBox.PaddockGateway.Live;

/// <summary>Hands what the one subscription of this process brings to every live client, and waits for none of them.</summary>
internal sealed class LiveFanOut
{
    private readonly int _eventsBehind;
    private readonly ILogger<LiveFanOut> _logger;
    private readonly Lock _lock = new();
    private readonly HashSet<LiveClient> _clients = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _position;
    private int _generation;

    public LiveFanOut(IOptions<LiveOptions> options, GatewayMetrics metrics, ILogger<LiveFanOut> logger)
    {
        (_eventsBehind, _logger) = (options.Value.EventsBehind, logger);
        metrics.CountClients(() => ClientCount);
    }

    /// <summary>Completes when the feed has found its place in the stream for the first time.</summary>
    public Task Begun => _begun.Task;

    public int ClientCount
    {
        get
        {
            lock (_lock)
                return _clients.Count;
        }
    }

    /// <summary>The sequence up to which everything has gone out.</summary>
    public ulong Position
    {
        get
        {
            lock (_lock)
                return _position;
        }
    }

    /// <summary>Counts the streams that the feed has followed: what somebody has learned of one is void in the next.</summary>
    public int Generation
    {
        get
        {
            lock (_lock)
                return _generation;
        }
    }

    /// <summary>Says where the feed begins. What clients know of another stream than before is void: they are cut off.</summary>
    public void BeginAt(ulong position)
    {
        lock (_lock)
        {
            _position = position;
            if (Begun.IsCompleted)
            {
                _generation++;
                CutOff([.. _clients]);
            }
        }

        _begun.TrySetResult();
    }

    public void Publish(StoredStep entry)
    {
        var step = entry.Order is { } order ? LiveEvent.Of(entry.Sequence, order) : null;
        lock (_lock)
        {
            _position = entry.Sequence;
            if (step is not null)
                CutOff([.. _clients.Where(client => !client.TryOffer(step))]);
        }
    }

    /// <summary>Lets a client in: it misses nothing after its <see cref="LiveClient.JoinedAt"/>.</summary>
    /// <param name="orderId">The order that it wants to see; null: all.</param>
    /// <param name="generation">The <see cref="Generation"/> of what it knows already; of an earlier one, it is cut off at once. Null: it knows nothing.</param>
    public LiveClient Join(Guid? orderId, int? generation = null)
    {
        lock (_lock)
        {
            var client = new LiveClient(orderId, _position, _eventsBehind);
            _clients.Add(client);
            if (generation is { } known && known != _generation)
                CutOff([client]);
            return client;
        }
    }

    public void Leave(LiveClient client)
    {
        lock (_lock)
            _clients.Remove(client);
        client.Dispose();
    }

    private void CutOff(LiveClient[] clients)
    {
        foreach (var client in clients)
        {
            Log.ClientCutOff(_logger, client.Events.Count);
            _clients.Remove(client);
            client.Cut();
        }
    }
}
