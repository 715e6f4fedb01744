using System.Globalization;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Decides after each failed attempt of one call whether there is another, and when (gRFC A6).</summary>
internal sealed class RetryState(RetryRules rules, RetryThrottle? throttle, Jitter jitter)
{
    private TimeSpan _backoff = rules.InitialBackoff < rules.MaxBackoff ? rules.InitialBackoff : rules.MaxBackoff;

    /// <summary>The wait before the next attempt; null: there is none.</summary>
    /// <param name="attempts">How many attempts there were.</param>
    public TimeSpan? NextDelay(Status status, HttpResponseMessage? response, int attempts)
    {
        var pushback = ReadPushback(response);
        var retryable = rules.RetryableCodes.Contains(status.StatusCode);
        if (retryable || pushback < TimeSpan.Zero) throttle?.Failed();
        if (throttle?.IsActive is true || attempts >= rules.MaxAttempts || pushback < TimeSpan.Zero) return null;

        // A server that names a time is obeyed, and the backoff goes on from there.
        if (pushback is null && !retryable) return null;
        var delay = pushback ?? jitter.UpTo(_backoff);
        _backoff = rules.Next(pushback ?? _backoff);
        return delay;
    }

    public void Succeeded() => throttle?.Succeeded();

    /// <summary>Below zero: the server wants no other attempt, or says something that nobody understands.</summary>
    private static TimeSpan? ReadPushback(HttpResponseMessage? response)
    {
        if (response is null || !response.Headers.NonValidated.TryGetValues(WireHeaders.RetryPushback, out var values)) return null;
        return int.TryParse(values.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : TimeSpan.FromMilliseconds(-1);
    }
}
