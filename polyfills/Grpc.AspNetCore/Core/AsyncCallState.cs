namespace Grpc.Core;

/// <summary>What the call objects of all four kinds share: late results, and the way to give the call up.</summary>
internal sealed class AsyncCallState(
    object? state,
    Func<object?, Task<Metadata>> responseHeaders,
    Func<object?, Status> status,
    Func<object?, Metadata> trailers,
    Action<object?> dispose)
{
    public AsyncCallState(Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose)
        : this(null, _ => responseHeaders, _ => status(), _ => trailers(), _ => dispose())
    {
    }

    public Task<Metadata> ResponseHeadersAsync => responseHeaders(state);

    public Status GetStatus() => status(state);

    public Metadata GetTrailers() => trailers(state);

    public void Dispose() => dispose(state);
}
