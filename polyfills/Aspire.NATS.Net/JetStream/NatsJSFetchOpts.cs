namespace NATS.Client.JetStream;

/// <summary>How big a batch may be and how long it may take. Set messages or bytes, not both.</summary>
public record NatsJSFetchOpts
{
    public int? MaxMsgs { get; init; }

    /// <summary>At least 1 s. Default 30 s.</summary>
    public TimeSpan? Expires { get; init; }

    public int? MaxBytes { get; init; }

    /// <summary>Time between the server's signs of life, 0.5 to 30 s. Default half of <see cref="Expires"/>.</summary>
    public TimeSpan? IdleHeartbeat { get; init; }

    public Func<INatsJSNotification, CancellationToken, Task>? NotificationHandler { get; init; }

    public NatsJSPriorityGroupOpts? PriorityGroup { get; init; }
}
