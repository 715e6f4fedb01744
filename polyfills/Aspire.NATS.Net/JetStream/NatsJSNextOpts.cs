namespace NATS.Client.JetStream;

/// <summary>How long to wait for one message.</summary>
public record NatsJSNextOpts
{
    /// <summary>At least 1 s. Default 30 s.</summary>
    public TimeSpan? Expires { get; init; }

    public TimeSpan? IdleHeartbeat { get; init; }

    public Func<INatsJSNotification, CancellationToken, Task>? NotificationHandler { get; init; }

    public NatsJSPriorityGroupOpts? PriorityGroup { get; init; }
}
