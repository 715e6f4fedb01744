namespace NATS.Client.JetStream.Internal;

/// <summary>How much a consumption may have under way, and how long a pull request lives. By messages or by bytes, never both.</summary>
internal readonly record struct PullLimits
{
    // With a limit in bytes, messages are not what limits.
    private const long AnyNumberOfMsgs = 1_000_000;

    private static readonly TimeSpan DefaultExpires = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestExpires = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestHeartbeat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromSeconds(30);

    public long MaxMsgs { get; private init; }

    /// <summary>0: messages limit.</summary>
    public long MaxBytes { get; private init; }

    public long ThresholdMsgs { get; private init; }

    public long ThresholdBytes { get; private init; }

    public TimeSpan Expires { get; private init; }

    /// <summary>0: no heartbeats.</summary>
    public TimeSpan Heartbeat { get; private init; }

    /// <exception cref="NatsJSException">An option is out of range, or contradicts another.</exception>
    public static PullLimits Of(NatsJSConsumeOpts opts) =>
        Of(opts.MaxMsgs, opts.MaxBytes, opts.ThresholdMsgs, opts.ThresholdBytes, opts.Expires, opts.IdleHeartbeat, opts.PriorityGroup);

    /// <exception cref="NatsJSException">An option is out of range, or contradicts another.</exception>
    public static PullLimits Of(NatsJSFetchOpts opts) =>
        Of(opts.MaxMsgs, opts.MaxBytes, null, null, opts.Expires, opts.IdleHeartbeat, opts.PriorityGroup);

    private static PullLimits Of(long? maxMsgs, long? maxBytes, long? thresholdMsgs, long? thresholdBytes, TimeSpan? expires, TimeSpan? heartbeat, NatsJSPriorityGroupOpts? group)
    {
        if (group is not null)
            throw new NotSupportedException("Priority groups need the official NATS.Net package.");
        if (maxMsgs is null == maxBytes is null)
            throw new NatsJSException("You must set either MaxMsgs or MaxBytes");
        if (maxMsgs is <= 0 || maxBytes is <= 0)
            throw new NatsJSException("MaxMsgs and MaxBytes must be greater than 0");

        var limits = new PullLimits
        {
            MaxMsgs = maxMsgs ?? AnyNumberOfMsgs,
            MaxBytes = maxBytes ?? 0,
            ThresholdMsgs = thresholdMsgs ?? (maxMsgs ?? AnyNumberOfMsgs) / 2,
            ThresholdBytes = thresholdBytes ?? (maxBytes ?? 0) / 2,
            Expires = expires ?? DefaultExpires,
            Heartbeat = heartbeat ?? (expires ?? DefaultExpires) / 2,
        };
        limits.ThrowIfOutOfRange();
        return limits;
    }

    private void ThrowIfOutOfRange()
    {
        if (ThresholdMsgs > MaxMsgs)
            throw new NatsJSException("ThresholdMsgs must not be greater than MaxMsgs");
        if (ThresholdBytes > MaxBytes)
            throw new NatsJSException("ThresholdBytes must not be greater than MaxBytes");
        if (Expires < ShortestExpires)
            throw new NatsJSException($"Expires must not be less than {ShortestExpires}");
        if (Heartbeat > LongestHeartbeat)
            throw new NatsJSException($"IdleHeartbeat must not be greater than {LongestHeartbeat}");
        if (Heartbeat != TimeSpan.Zero && Heartbeat < ShortestHeartbeat)
            throw new NatsJSException($"IdleHeartbeat must not be less than {ShortestHeartbeat}");
    }
}
