namespace BoxBox.Tests.Polyfills.Nats;

/// <summary>How long a test waits for a signal that must come; only a test that is about to fail waits that long.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task<T> InTime<T>(this Task<T> signal, CancellationToken cancellationToken) => signal.WaitAsync(Limit, cancellationToken);

    public static Task InTime(this Task signal, CancellationToken cancellationToken) => signal.WaitAsync(Limit, cancellationToken);

    public static Task<T> InTime<T>(this ValueTask<T> signal, CancellationToken cancellationToken) => signal.AsTask().WaitAsync(Limit, cancellationToken);
}
