namespace NATS.Client.Core;

/// <summary>What most callers need of a NATS connection.</summary>
public interface INatsClient : IAsyncDisposable
{
    INatsConnection Connection { get; }

    /// <summary>Connects; every other call connects by itself when it has to.</summary>
    /// <exception cref="NatsException">No server could be reached, or none let us in.</exception>
    ValueTask ConnectAsync();

    /// <summary>Asks the server for a PONG and measures how long it took.</summary>
    ValueTask<TimeSpan> PingAsync(CancellationToken cancellationToken = default);

    /// <summary>Publishes a message: it is on its way when this returns, which is not to say that anyone received it.</summary>
    ValueTask PublishAsync<T>(string subject, T data, NatsHeaders? headers = default, string? replyTo = default, INatsSerialize<T>? serializer = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default);

    /// <summary>Publishes a message without payload.</summary>
    ValueTask PublishAsync(string subject, NatsHeaders? headers = default, string? replyTo = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default);

    /// <summary>Subscribes while the result is enumerated.</summary>
    IAsyncEnumerable<NatsMsg<T>> SubscribeAsync<T>(string subject, string? queueGroup = default, INatsDeserialize<T>? serializer = default, NatsSubOpts? opts = default, CancellationToken cancellationToken = default);

    /// <summary>Publishes a request and returns the first reply.</summary>
    /// <exception cref="NatsNoRespondersException">Nobody listens to <paramref name="subject"/>.</exception>
    /// <exception cref="NatsNoReplyException">No reply came in time.</exception>
    ValueTask<NatsMsg<TReply>> RequestAsync<TRequest, TReply>(
        string subject,
        TRequest? data,
        NatsHeaders? headers = default,
        INatsSerialize<TRequest>? requestSerializer = default,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsPubOpts? requestOpts = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default);

    /// <summary>Publishes a request without payload and returns the first reply.</summary>
    ValueTask<NatsMsg<TReply>> RequestAsync<TReply>(
        string subject,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default);

    /// <summary>Drops the connection to the server, so that a new one is made.</summary>
    ValueTask ReconnectAsync();
}
