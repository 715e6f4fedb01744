using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>Where an ordered consumer starts and what it sees.</summary>
public record NatsJSOrderedConsumerOpts
{
    public static readonly NatsJSOrderedConsumerOpts Default = new();

    public string[] FilterSubjects { get; init; } = [];

    public ConsumerConfigDeliverPolicy DeliverPolicy { get; init; } = ConsumerConfigDeliverPolicy.All;

    public ulong OptStartSeq { get; init; }

    public DateTimeOffset OptStartTime { get; init; }

    public ConsumerConfigReplayPolicy ReplayPolicy { get; init; } = ConsumerConfigReplayPolicy.Instant;

    /// <summary>Silence after which the server drops the consumer. Default 5 minutes.</summary>
    public TimeSpan InactiveThreshold { get; init; } = TimeSpan.FromMinutes(5);

    public bool HeadersOnly { get; init; }

    /// <summary>Failed attempts to make the consumer again before giving up; -1 never gives up. Default -1.</summary>
    public int MaxResetAttempts { get; init; } = -1;
}
