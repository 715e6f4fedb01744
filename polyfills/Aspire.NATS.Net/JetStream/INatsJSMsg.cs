using NATS.Client.Core;

namespace NATS.Client.JetStream;

/// <summary>A message of a consumer. Acknowledge it once.</summary>
public interface INatsJSMsg<out T> : INatsMsg
{
    string Subject { get; }

    int Size { get; }

    T? Data { get; }

    INatsConnection? Connection { get; }

    /// <summary>Where the message stands in stream and consumer, and how often it was delivered; null where it has no place.</summary>
    NatsJSMsgMetadata? Metadata { get; }

    /// <summary>Where acknowledgements go.</summary>
    string? ReplyTo { get; }

    /// <summary>Why headers or payload could not be read.</summary>
    NatsException? Error { get; }

    void EnsureSuccess();

    [Obsolete("ReplyAsync is not valid when using JetStream. The reply message will never reach the Requestor as NATS will reply to all JetStream publish by default.")]
    ValueTask ReplyAsync(NatsHeaders? headers = default, string? replyTo = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default);

    /// <summary>Done. With <see cref="AckOpts.DoubleAck"/>, returns once the server has confirmed it.</summary>
    ValueTask AckAsync(AckOpts? opts = default, CancellationToken cancellationToken = default);

    /// <summary>Not done: deliver it again, after <paramref name="delay"/>.</summary>
    ValueTask NakAsync(AckOpts? opts = default, TimeSpan delay = default, CancellationToken cancellationToken = default);

    /// <summary>Still at it: the ack wait starts anew.</summary>
    ValueTask AckProgressAsync(AckOpts? opts = default, CancellationToken cancellationToken = default);

    /// <summary>Never deliver it again.</summary>
    ValueTask AckTerminateAsync(AckOpts? opts = default, CancellationToken cancellationToken = default);
}
