namespace NATS.Client.Core;

/// <summary>Dials a server.</summary>
public interface INatsSocketConnectionFactory
{
    ValueTask<INatsSocketConnection> ConnectAsync(Uri uri, NatsOpts opts, CancellationToken cancellationToken);
}
