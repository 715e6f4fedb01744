namespace Microsoft.Extensions.Http.Resilience;

internal static class RetryAfter
{
    /// <summary>The delay that a response asks for (RFC 9110, 10.2.3), or null where it asks for none.</summary>
    public static TimeSpan? Of(HttpResponseMessage? response, TimeProvider time) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delay } => delay,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } delay ? delay : TimeSpan.Zero,
        _ => null,
    };
}
