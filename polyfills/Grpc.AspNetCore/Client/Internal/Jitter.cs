namespace Grpc.Net.Client.Internal;

/// <summary>Spreads the retries of many clients over time.</summary>
internal sealed class Jitter
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(Guid.NewGuid().GetHashCode());

    /// <summary>A random part of it, evenly spread.</summary>
    public TimeSpan UpTo(TimeSpan limit)
    {
        lock (_gate) return limit * _random.NextDouble();
    }
}
