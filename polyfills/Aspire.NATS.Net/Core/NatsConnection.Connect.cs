using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>Makes the connection, and makes it again.</summary>
public partial class NatsConnection : ISessionOwner
{
    private readonly Lock _gate = new();
    private readonly ServerList _servers;
    private readonly CancellationTokenSource _closing = new();
    private volatile NatsConnectionState _state = NatsConnectionState.Closed;
    private volatile ServerInfo? _serverInfo;
    private volatile Session? _session;
    private TaskCompletionSource _opened = NewSignal();
    private Task _running = Task.CompletedTask;
    private bool _isDisposed;

    /// <inheritdoc/>
    /// <exception cref="NatsConnectionFailedException">The connection has given up before.</exception>
    public async ValueTask ConnectAsync() => await OpenAsync();

    /// <inheritdoc/>
    public async ValueTask ReconnectAsync()
    {
        if (_session is not { } session)
        {
            await ConnectAsync();
            return;
        }

        // The session's end starts the reconnect, as if the server had closed the connection.
        await session.CloseAsync();
    }

    ValueTask ISessionOwner.DeliverAsync(ProtocolParser msg) => _subscriptions.DeliverAsync(msg);

    void ISessionOwner.OnInfo(Session session) => TakeInfo(session);

    /// <summary>
    /// Starts to connect where nobody has. The task is the signal itself, whose failure <see cref="Fail"/> observes: who waits for it for a limited
    /// time leaves nothing behind that fails later, unseen.
    /// </summary>
    private Task OpenAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_state == NatsConnectionState.Open)
                return Task.CompletedTask;
            if (_state == NatsConnectionState.Failed)
                return Task.FromException(new NatsConnectionFailedException("Connection is in failed state"));
            if (_state == NatsConnectionState.Closed)
            {
                _state = NatsConnectionState.Connecting;
                _running = Task.Run(RunAsync, CancellationToken.None); // Ends when the connection is disposed.
            }

            return _opened.Task;
        }
    }

    /// <summary>The life of the connection: the first connect, then one session after the other.</summary>
    private async Task RunAsync()
    {
        try
        {
            var session = await ConnectFirstAsync();
            for (var shortLives = 0; session is not null;)
            {
                var start = TimeProvider.System.GetTimestamp();
                await LiveAsync(session);
                if (_closing.IsCancellationRequested)
                    return;

                // A server that lets us in and throws us out again must not be asked without pause.
                shortLives = TimeProvider.System.GetElapsedTime(start) < Opts.ReconnectWaitMin ? shortLives + 1 : 0;
                if (shortLives > 1)
                    await WaitAsync(shortLives - 1);
                session = await ReconnectToAnyAsync(session.Server);
            }
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // Disposed while it connected or waited to try again.
        }
        catch (Exception e)
        {
            Log.GaveUp(_log, e);
            Fail(NatsConnectionState.Failed, e);
        }
    }

    private async Task<Session?> ConnectFirstAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var (session, failure) = await TryServersAsync(failed: null);
            if (session is not null)
                return session;
            if (!Opts.RetryOnInitialConnect || _isRefused)
            {
                Fail(NatsConnectionState.Closed, FirstFailure(failure));
                return null;
            }

            await WaitAsync(attempt);
        }
    }

    private async Task<Session> ReconnectToAnyAsync(ServerAddress lost)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (session, _) = await TryServersAsync(lost);
            if (session is not null)
                return session;
            _events.Raise(ReconnectFailed, this, new NatsEventArgs(lost.ToString()));
            if (_isRefused)
                throw new NatsConnectionFailedException("Maximum authentication attempts exceeded");
            if (Opts.MaxReconnectRetry > 0 && attempt > Opts.MaxReconnectRetry)
                throw new NatsConnectionFailedException("Maximum connection retry attempts exceeded");
            await WaitAsync(attempt);
        }
    }

    private Task WaitAsync(int attempt) =>
        Task.Delay(Backoff.Delay(attempt, Opts.ReconnectWaitMin, Opts.ReconnectWaitMax, Opts.ReconnectJitter), TimeProvider.System, _closing.Token);

    private async Task LiveAsync(Session session)
    {
        await using (session)
        {
            Open(session);
            var reason = await session.RunAsync(_outgoing, this, _closing.Token);
            _outgoing.DropAllButPublishes();
            Leave(session, reason);
        }
    }

    private void Open(Session session)
    {
        _session = session;
        _lastAuthError = null;
        TakeInfo(session);
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _state = NatsConnectionState.Open;
            _opened.TrySetResult();
        }

        Log.Connected(_log, session.Server);
        foreach (var sub in _subscriptions.All)
            sub.OnReconnected();
        _events.Raise(ConnectionOpened, this, new NatsEventArgs(session.Server.ToString()));
    }

    private void Leave(Session session, Exception reason)
    {
        _session = null;
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _state = NatsConnectionState.Reconnecting;
            _opened = NewSignal();
        }

        Log.Disconnected(_log, session.Server, reason);
        _events.Raise(ConnectionDisconnected, this, new NatsEventArgs(reason.Message));
    }

    private void TakeInfo(Session session)
    {
        var wasLameDuck = _serverInfo?.LameDuckMode == true;
        _serverInfo = session.Info;
        _servers.Learn(session.Info.ClientConnectUrls ?? []);
        if (!session.Info.LameDuckMode || wasLameDuck)
            return;
        Log.LameDuck(_log, session.Server);
        _events.Raise(LameDuckModeActivated, this, new NatsLameDuckModeActivatedEventArgs(session.Server.ToUri()));
    }

    private Exception FirstFailure(Exception? failure) => failure is NotSupportedException
        ? failure
        : new NatsException($"can not connect uris: {_servers}", failure ?? new NatsException("no server"));

    private void Fail(NatsConnectionState state, Exception e)
    {
        TaskCompletionSource waiters;
        lock (_gate)
        {
            _state = state;
            waiters = _opened;
            _opened = NewSignal();
        }

        waiters.TrySetException(e);
        _ = waiters.Task.Exception; // Nobody may be waiting.
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
