using System.Threading.Channels;

namespace BoxBox.PaddockGateway.Live;

/// <summary>One client's place at the stream: a bounded queue that the feed fills and the client's own connection empties.</summary>
internal sealed class LiveClient : IDisposable
{
    private readonly Channel<LiveEvent> _events;
    private readonly Guid? _orderId;
    private readonly CancellationTokenSource _cutOff = new();

    public LiveClient(Guid? orderId, ulong joinedAt, int capacity)
    {
        _orderId = orderId;
        JoinedAt = joinedAt;
        _events = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
    }

    /// <summary>The sequence up to which everything had gone out when the client came: its queue has only what followed.</summary>
    public ulong JoinedAt { get; }

    public ChannelReader<LiveEvent> Events => _events.Reader;

    /// <summary>Cancelled once the client is too far behind to be waited for.</summary>
    public CancellationToken CutOff => _cutOff.Token;

    /// <summary>Queues an event that the client asked for.</summary>
    /// <returns>Whether there was room.</returns>
    public bool TryOffer(LiveEvent step) => (_orderId is { } wanted && wanted != step.OrderId) || _events.Writer.TryWrite(step);

    /// <summary>Ends the client's stream; not waited for, as the client's own connection does the ending.</summary>
    public void Cut()
    {
        _events.Writer.TryComplete();
        _ = _cutOff.CancelAsync();
    }

    public void Dispose() => _cutOff.Dispose();
}
