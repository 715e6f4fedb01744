using BoxBox.Orders.Stream;

namespace BoxBox.PaddockGateway.Live;

/// <summary>Whether the stream has room for new orders, as far as the feed knows: what it held at the last look, and what has come in since.</summary>
internal sealed class StreamRoom
{
    /// <summary>What the server writes of a message beside its subject and payload: its record, and headers such as ours.</summary>
    private const int BytesAround = 300;

    private long _bytes;
    private long _mostBytes;

    public bool IsFull => OrderStreamConfig.IsFull(Interlocked.Read(ref _bytes), Interlocked.Read(ref _mostBytes));

    public void Look(StreamPosition stream)
    {
        Interlocked.Exchange(ref _bytes, stream.Bytes);
        Interlocked.Exchange(ref _mostBytes, stream.MostBytes);
    }

    public void Add(StoredStep step) => Interlocked.Add(ref _bytes, step.Subject.Length + step.Payload.Length + BytesAround);
}
