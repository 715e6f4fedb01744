using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Live;

/// <summary>Whether the stream has room for new orders, as far as the feed knows: what it held at the last look, and what has come in since.</summary>
internal sealed class StreamRoom
{
    /// <summary>What the server writes of a message beside its subject and payload: its record, and headers such as ours.</summary>
    private const int BytesAround = 300;

    private readonly Lock _lock = new();
    private StreamPosition _seen;
    private long _bytesSince;

    public bool IsFull
    {
        get
        {
            lock (_lock)
                return OrderStreamConfig.IsFull(_seen.Bytes + _bytesSince, _seen.MostBytes);
        }
    }

    public void Look(StreamPosition stream)
    {
        lock (_lock)
            (_seen, _bytesSince) = (stream, 0);
    }

    /// <summary>Counts a message, unless it was there at the last look: a feed that begins reads much of the stream again.</summary>
    public void Add(StoredStep step)
    {
        lock (_lock)
        {
            if (step.Sequence > _seen.LastSequence)
                _bytesSince += step.Subject.Length + step.Payload.Length + BytesAround;
        }
    }
}
