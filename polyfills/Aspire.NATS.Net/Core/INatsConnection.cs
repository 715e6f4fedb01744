using System.Threading.Channels;

namespace NATS.Client.Core;

/// <summary>A connection to a NATS server that is made again whenever it breaks.</summary>
public interface INatsConnection : INatsClient
{
    event AsyncEventHandler<NatsEventArgs>? ConnectionDisconnected;

    /// <summary>After the first connect and after each reconnect.</summary>
    event AsyncEventHandler<NatsEventArgs>? ConnectionOpened;

    /// <summary>No server took us in one round of attempts; the next round follows.</summary>
    event AsyncEventHandler<NatsEventArgs>? ReconnectFailed;

    /// <summary>A subscription was full and a message fell out.</summary>
    event AsyncEventHandler<NatsMessageDroppedEventArgs>? MessageDropped;

    /// <summary>The server is about to go away and asks us to move.</summary>
    event AsyncEventHandler<NatsLameDuckModeActivatedEventArgs>? LameDuckModeActivated;

    /// <summary>What the server said of itself on the last connect.</summary>
    INatsServerInfo? ServerInfo { get; }

    NatsOpts Opts { get; }

    NatsConnectionState ConnectionState { get; }

    INatsSubscriptionManager SubscriptionManager { get; }

    NatsHeaderParser HeaderParser { get; }

    /// <summary>Called before each dial; what it returns is dialled.</summary>
    Func<(string Host, int Port), ValueTask<(string Host, int Port)>>? OnConnectingAsync { get; set; }

    /// <summary>Called with each new socket; what it returns is used.</summary>
    Func<INatsSocketConnection, ValueTask<INatsSocketConnection>>? OnSocketAvailableAsync { get; set; }

    ValueTask PublishAsync<T>(in NatsMsg<T> msg, INatsSerialize<T>? serializer = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default);

    /// <summary>Subscribes; the subscription is known to the server's connection when this returns, and ends when it is disposed.</summary>
    ValueTask<INatsSub<T>> SubscribeCoreAsync<T>(string subject, string? queueGroup = default, INatsDeserialize<T>? serializer = default, NatsSubOpts? opts = default, CancellationToken cancellationToken = default);

    string NewInbox();

    /// <summary>Publishes a request and returns replies until an empty one, or until none came for a while.</summary>
    IAsyncEnumerable<NatsMsg<TReply>> RequestManyAsync<TRequest, TReply>(
        string subject,
        TRequest? data,
        NatsHeaders? headers = default,
        INatsSerialize<TRequest>? requestSerializer = default,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsPubOpts? requestOpts = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default);

    /// <summary>Registers a subscription of the caller's own kind.</summary>
    ValueTask AddSubAsync(NatsSubBase sub, CancellationToken cancellationToken = default);

    /// <summary>Publishes a request and returns the subscription that its replies arrive on.</summary>
    ValueTask<NatsSub<TReply>> CreateRequestSubAsync<TRequest, TReply>(
        string subject,
        TRequest? data,
        NatsHeaders? headers = default,
        INatsSerialize<TRequest>? requestSerializer = default,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsPubOpts? requestOpts = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default);

    /// <summary>The channel settings of a subscription: its own, or else the connection's.</summary>
    BoundedChannelOptions GetBoundedChannelOpts(NatsSubChannelOpts? subChannelOpts);

    /// <summary>Raises <see cref="MessageDropped"/>.</summary>
    void OnMessageDropped<T>(NatsSubBase natsSub, int pending, NatsMsg<T> msg);
}
