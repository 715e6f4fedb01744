using System.Security.Cryptography;

namespace NATS.Client.Core.Internal;

/// <summary>How long to wait before trying again.</summary>
internal static class Backoff
{
    private const int JitterSteps = 1 << 20;

    // More doublings than any sensible pair of shortest and longest wait needs, and few enough not to overflow.
    private const int MaxDoublings = 20;

    /// <summary>min × 2^(attempt-1), at most max, plus a random part of the jitter; <paramref name="attempt"/> counts from 1.</summary>
    public static TimeSpan Delay(int attempt, TimeSpan min, TimeSpan max, TimeSpan jitter)
    {
        var doubled = min * (1 << Math.Clamp(attempt - 1, 0, MaxDoublings));
        var wait = min >= max ? min : doubled < max ? doubled : max;
        return wait + jitter * (RandomNumberGenerator.GetInt32(JitterSteps) / (double)JitterSteps);
    }
}
