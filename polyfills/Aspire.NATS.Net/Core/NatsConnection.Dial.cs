using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>Tries servers.</summary>
public partial class NatsConnection
{
    private string? _lastAuthError;
    private bool _isRefused;

    private async Task<(Session? Session, Exception? Failure)> TryServersAsync(ServerAddress? failed)
    {
        Exception? failure = null;
        foreach (var server in _servers.InOrder(failed))
        {
            _closing.Token.ThrowIfCancellationRequested();
            try
            {
                return (await OpenAsync(server), null);
            }
            catch (Exception e) when (!_closing.IsCancellationRequested)
            {
                Log.ConnectFailed(_log, server, e.Message);
                NoteRefusal(e);
                failure = e;
            }
        }

        return (null, failure);
    }

    private async Task<Session> OpenAsync(ServerAddress server)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        limit.CancelAfter(Opts.ConnectTimeout);
        var session = new Session(await DialAsync(server, limit.Token), server, Opts, _log);
        try
        {
            await session.GreetAsync(await Credentials.GetAsync(Opts.AuthOpts, server, limit.Token), limit.Token);
            await session.SendAsync(_outgoing.SubscribeAll(_subscriptions.All));
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<INatsSocketConnection> DialAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        var (host, port) = OnConnectingAsync is { } onConnecting ? await onConnecting((server.Host, server.Port)) : (server.Host, server.Port);
        try
        {
            var factory = Opts.SocketConnectionFactory ?? TcpConnectionFactory.Default;
            var socket = await factory.ConnectAsync(new ServerAddress(host, port).ToUri(), Opts, cancellationToken);
            return OnSocketAvailableAsync is { } onAvailable ? await onAvailable(socket) : socket;
        }
        catch (OperationCanceledException e) when (!_closing.IsCancellationRequested)
        {
            throw new NatsException($"{server} did not answer within {Opts.ConnectTimeout.TotalSeconds} s", e);
        }
    }

    /// <summary>The same refusal twice in a row: trying on would lock the account or fill the server's log.</summary>
    private void NoteRefusal(Exception e)
    {
        var authError = e is NatsServerException { IsAuthError: true } refusal ? refusal.Error : null;
        _isRefused = authError is not null && authError == _lastAuthError && !Opts.IgnoreAuthErrorAbort;
        _lastAuthError = authError;
    }
}
