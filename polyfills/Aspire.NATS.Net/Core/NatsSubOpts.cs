namespace NATS.Client.Core;

/// <summary>When a subscription ends by itself, and how it queues.</summary>
public record NatsSubOpts
{
    /// <summary>Messages after which it ends.</summary>
    public int? MaxMsgs { get; init; }

    /// <summary>Time after which it ends.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Time that the first message may take.</summary>
    public TimeSpan? StartUpTimeout { get; init; }

    /// <summary>Time that each further message may take.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Whether a message without payload ends it.</summary>
    public bool? StopOnEmptyMsg { get; init; }

    /// <summary>Whether the server's "no responders" is an error.</summary>
    public bool? ThrowIfNoResponders { get; init; }

    public NatsSubChannelOpts? ChannelOpts { get; init; }
}
