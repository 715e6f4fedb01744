namespace Grpc.Net.Client.Internal;

/// <summary>How many bytes the calls of a channel keep for other attempts.</summary>
internal sealed class RetryBuffer(long? maxPerCall, long? maxTotal)
{
    private long _total;

    /// <summary>False: the message cannot be kept, so its call cannot be tried again.</summary>
    public bool TryKeep(long kept, long more)
    {
        if (kept + more > maxPerCall) return false;
        if (Interlocked.Add(ref _total, more) <= (maxTotal ?? long.MaxValue)) return true;

        Interlocked.Add(ref _total, -more);
        return false;
    }

    public void Release(long kept) => Interlocked.Add(ref _total, -kept);
}
