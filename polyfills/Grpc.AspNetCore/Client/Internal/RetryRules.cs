using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Internal;

/// <summary>A checked retry policy.</summary>
internal sealed record RetryRules(int MaxAttempts, TimeSpan InitialBackoff, TimeSpan MaxBackoff, double BackoffMultiplier, HashSet<StatusCode> RetryableCodes)
{
    /// <exception cref="InvalidOperationException">A part is missing or out of its range.</exception>
    public static RetryRules Create(RetryPolicy policy, int? maxAttempts)
    {
        Check(policy.MaxAttempts is > 1, "MaxAttempts above 1");
        Check(policy.InitialBackoff > TimeSpan.Zero, "an InitialBackoff above zero");
        Check(policy.MaxBackoff > TimeSpan.Zero, "a MaxBackoff above zero");
        Check(policy.BackoffMultiplier is > 0, "a BackoffMultiplier above 0");
        Check(policy.RetryableStatusCodes.Count > 0, "at least one of RetryableStatusCodes");
        return new RetryRules(
            Math.Min(policy.MaxAttempts!.Value, maxAttempts ?? int.MaxValue),
            policy.InitialBackoff!.Value,
            policy.MaxBackoff!.Value,
            policy.BackoffMultiplier!.Value,
            [.. policy.RetryableStatusCodes]);
    }

    /// <summary>What the random wait before the next attempt is below.</summary>
    public TimeSpan Next(TimeSpan backoff) => TimeSpan.FromTicks((long)Math.Min(backoff.Ticks * BackoffMultiplier, MaxBackoff.Ticks));

    private static void Check(bool isRight, string need)
    {
        if (!isRight) throw new InvalidOperationException($"A retry policy needs {need}.");
    }
}
