namespace BoxBox.PaddockGateway.Live;

/// <summary>
/// Whether the stream has room for new orders, as far as the feed knows: what it held at the last look, what has come in since, and what the orders that
/// were accepted have still to store until their end.
/// </summary>
internal sealed class StreamRoom
{
    /// <summary>What the server writes of a message beside its subject and payload: its record, and headers such as ours.</summary>
    private const int BytesAround = 300;

    private readonly Lock _lock = new();
    private StreamPosition _seen;
    private long _bytesSince;
    private long _owed;

    public bool IsFull
    {
        get
        {
            lock (_lock)
                return OrderStreamConfig.IsFull(_seen.Bytes + _bytesSince + _owed, _seen.MostBytes);
        }
    }

    public void Look(StreamPosition stream)
    {
        lock (_lock)
            (_seen, _bytesSince) = (stream, 0);
    }

    /// <summary>How much of the stream a message takes.</summary>
    public static int BytesOf(StoredStep step) => step.Subject.Length + step.Payload.Length + BytesAround;

    /// <param name="bytes">What the steps will take that the open orders have still before them (<see cref="Bookkeeping.Ledger.Owed"/>).</param>
    public void Owe(long bytes)
    {
        lock (_lock)
            _owed = bytes;
    }

    /// <summary>Counts a message, unless it was there at the last look: a feed that begins reads much of the stream again.</summary>
    public void Add(StoredStep step)
    {
        lock (_lock)
        {
            if (step.Sequence > _seen.LastSequence)
                _bytesSince += BytesOf(step);
        }
    }
}
