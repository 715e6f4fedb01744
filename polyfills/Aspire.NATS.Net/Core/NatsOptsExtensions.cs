using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

public static class NatsOptsExtensions
{
    /// <summary>Waits as long as between two attempts to connect; <paramref name="iter"/> counts them from 1.</summary>
    public static Task BackoffWithJitterAsync(this NatsOpts opts, int iter, CancellationToken cancellationToken = default) =>
        Task.Delay(Backoff.Delay(iter, opts.ReconnectWaitMin, opts.ReconnectWaitMax, opts.ReconnectJitter), TimeProvider.System, cancellationToken);
}
