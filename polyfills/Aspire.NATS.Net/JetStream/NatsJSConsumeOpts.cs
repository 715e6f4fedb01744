namespace NATS.Client.JetStream;

/// <summary>How much to pull ahead. Set messages or bytes, not both.</summary>
public record NatsJSConsumeOpts
{
    /// <summary>Messages under way at most. Default 1,000.</summary>
    public int? MaxMsgs { get; init; }

    /// <summary>Life of one pull request, at least 1 s. Default 30 s.</summary>
    public TimeSpan? Expires { get; init; }

    public int? MaxBytes { get; init; }

    /// <summary>Time between the server's signs of life, 0.5 to 30 s. Default half of <see cref="Expires"/>.</summary>
    public TimeSpan? IdleHeartbeat { get; init; }

    /// <summary>Messages left under way at which more are pulled. Default half of <see cref="MaxMsgs"/>.</summary>
    public int? ThresholdMsgs { get; init; }

    public int? ThresholdBytes { get; init; }

    public Func<INatsJSNotification, CancellationToken, Task>? NotificationHandler { get; init; }

    public NatsJSPriorityGroupOpts? PriorityGroup { get; init; }

    /// <summary>Pull requests in a row that may find nobody, before consuming ends with an error. Default 10.</summary>
    public int MaxConsecutive503Errors { get; init; } = 10;
}
