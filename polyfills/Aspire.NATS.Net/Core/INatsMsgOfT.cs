namespace NATS.Client.Core;

/// <summary>A message with its payload deserialized.</summary>
public interface INatsMsg<T> : INatsMsg
{
    string Subject { get; init; }

    string? ReplyTo { get; init; }

    /// <summary>Bytes of subject, reply subject, headers and payload.</summary>
    int Size { get; init; }

    T? Data { get; init; }

    INatsConnection? Connection { get; init; }

    /// <summary>Why headers or payload could not be read.</summary>
    NatsException? Error { get; }

    /// <exception cref="NatsNoRespondersException">The message says that nobody listens.</exception>
    /// <exception cref="NatsException"><see cref="Error"/>.</exception>
    void EnsureSuccess();

    ValueTask ReplyAsync(NatsHeaders? headers = default, string? replyTo = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default);

    ValueTask ReplyAsync<TReply>(TReply data, NatsHeaders? headers = default, string? replyTo = default, INatsSerialize<TReply>? serializer = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default);

    ValueTask ReplyAsync<TReply>(NatsMsg<TReply> msg, INatsSerialize<TReply>? serializer = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default);
}
