using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>Closes the connection.</summary>
public partial class NatsConnection
{
    /// <summary>
    /// Drains and closes: the subscriptions end, what was published is handed to the server, what the server had sent before stays
    /// readable. Takes at most <see cref="NatsOpts.CommandTimeout"/>.
    /// </summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var session = BeginDispose();
        if (session is not null)
            await DrainAsync(session);
        foreach (var sub in _subscriptions.All)
            sub.Complete();
        _outgoing.Close();
        await _closing.CancelAsync();
        await _running;
        await _events.DisposeAsync();
    }

    private Session? BeginDispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return null;
            var wasOpen = _state == NatsConnectionState.Open;
            _isDisposed = true;
            _state = NatsConnectionState.Closed;
            _opened.TrySetException(new ObjectDisposedException(nameof(NatsConnection)));
            _ = _opened.Task.Exception; // Nobody may be waiting.
            return wasOpen ? _session : null;
        }
    }

    private async Task DrainAsync(Session session)
    {
        try
        {
            foreach (var sub in _subscriptions.All)
                _outgoing.Unsubscribe(sub.Sid);

            // The server answers once it has taken all before, and sends nothing of those subscriptions after.
            var pong = NewSignal();
            _outgoing.Ping(session.Pings, pong);
            await pong.Task.WaitAsync(Opts.CommandTimeout, TimeProvider.System);
        }
        catch (Exception e) when (e is TimeoutException or NatsException)
        {
            Log.DrainFailed(_log, e.Message);
        }
    }
}
