using NATS.Client.Core;

namespace NATS.Client.JetStream;

/// <summary>What a stream has to look like to take a message, and how often to try.</summary>
public record NatsJSPubOpts : NatsPubOpts
{
    public static readonly NatsJSPubOpts Default = new();

    /// <summary>A message with the same id within the stream's duplicate window is stored once.</summary>
    public string? MsgId { get; init; }

    public string? ExpectedLastMsgId { get; init; }

    public string? ExpectedStream { get; init; }

    public ulong? ExpectedLastSequence { get; init; }

    public ulong? ExpectedLastSubjectSequence { get; init; }

    /// <summary>The subject that <see cref="ExpectedLastSubjectSequence"/> is about, where it is not the message's own.</summary>
    public string? ExpectedLastSubjectSequenceSubject { get; init; }

    /// <summary>Wait before trying again where nobody listened. Default 250 ms.</summary>
    public TimeSpan RetryWaitBetweenAttempts { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Attempts while nobody listens. Default 1.</summary>
    public int RetryAttempts { get; init; } = 1;
}
