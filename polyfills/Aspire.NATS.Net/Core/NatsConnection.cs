using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <inheritdoc cref="INatsConnection"/>
public partial class NatsConnection : INatsConnection
{
    private readonly ILogger _log;
    private readonly EventQueue _events;
    private readonly OutgoingQueue _outgoing;
    private readonly SubscriptionRegistry _subscriptions;
    private readonly string _inboxPrefix;
    private long _lastInbox;

    public NatsConnection()
        : this(NatsOpts.Default)
    {
    }

    /// <exception cref="NatsException">The URL cannot be read.</exception>
    /// <exception cref="NotSupportedException">The options ask for what this implementation does not have, e.g. TLS.</exception>
    public NatsConnection(NatsOpts opts)
    {
        if (opts.TlsOpts.IsDemanded)
            throw new NotSupportedException("TLS needs the official NATS.Net package.");
        Opts = Credentials.ReadFromUrl(opts);
        _log = opts.LoggerFactory.CreateLogger<NatsConnection>();
        _servers = new ServerList(opts);
        _events = new EventQueue(_log);
        _outgoing = new OutgoingQueue(Opts);
        _subscriptions = new SubscriptionRegistry(this, _outgoing, opts.SubjectEncoding);
        _inboxPrefix = Inboxes.NewPrefix(opts.InboxPrefix);
        HeaderParser = new NatsHeaderParser(opts.HeaderEncoding);
    }

    /// <inheritdoc/>
    public event AsyncEventHandler<NatsEventArgs>? ConnectionDisconnected;

    /// <inheritdoc/>
    public event AsyncEventHandler<NatsEventArgs>? ConnectionOpened;

    /// <inheritdoc/>
    public event AsyncEventHandler<NatsEventArgs>? ReconnectFailed;

    /// <inheritdoc/>
    public event AsyncEventHandler<NatsMessageDroppedEventArgs>? MessageDropped;

    /// <inheritdoc/>
    public event AsyncEventHandler<NatsLameDuckModeActivatedEventArgs>? LameDuckModeActivated;

    public INatsConnection Connection => this;

    /// <inheritdoc/>
    public INatsServerInfo? ServerInfo => _serverInfo;

    public NatsOpts Opts { get; }

    public NatsConnectionState ConnectionState => _state;

    public INatsSubscriptionManager SubscriptionManager => _subscriptions;

    public NatsHeaderParser HeaderParser { get; }

    /// <inheritdoc/>
    public Func<(string Host, int Port), ValueTask<(string Host, int Port)>>? OnConnectingAsync { get; set; }

    /// <inheritdoc/>
    public Func<INatsSocketConnection, ValueTask<INatsSocketConnection>>? OnSocketAvailableAsync { get; set; }

    /// <inheritdoc/>
    /// <remarks>As the official client: once the ping is sent, only the answer or the loss of the connection ends the wait, not the token.</remarks>
    public async ValueTask<TimeSpan> PingAsync(CancellationToken cancellationToken = default)
    {
        if (_state != NatsConnectionState.Open)
            await OpenAsync().WaitAsync(cancellationToken);
        var session = _session ?? throw new NatsException("The connection was lost before the ping");
        var start = TimeProvider.System.GetTimestamp();
        var pong = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _outgoing.Ping(session.Pings, pong);
        await pong.Task;
        return TimeProvider.System.GetElapsedTime(start);
    }

    public string NewInbox() => $"{_inboxPrefix}.{Interlocked.Increment(ref _lastInbox)}";

    /// <inheritdoc/>
    public BoundedChannelOptions GetBoundedChannelOpts(NatsSubChannelOpts? subChannelOpts) => new(subChannelOpts?.Capacity ?? Opts.SubPendingChannelCapacity)
    {
        FullMode = subChannelOpts?.FullMode ?? Opts.SubPendingChannelFullMode,
        SingleWriter = true,
        SingleReader = false,
        AllowSynchronousContinuations = false,
    };

    /// <inheritdoc/>
    public void OnMessageDropped<T>(NatsSubBase natsSub, int pending, NatsMsg<T> msg)
    {
        if (MessageDropped is { } handler)
            _events.Raise(handler, this, new NatsMessageDroppedEventArgs(natsSub, pending, msg.Subject, msg.ReplyTo, msg.Headers, msg.Data));
    }
}
