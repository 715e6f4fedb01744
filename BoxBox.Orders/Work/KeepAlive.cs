namespace BoxBox.Orders.Work;

/// <summary>Tells the server again and again that the held orders are still worked on, until disposed; orders that are settled, or are about to be, drop out.</summary>
internal sealed class KeepAlive : IAsyncDisposable
{
    private readonly CancellationTokenSource done = new();
    private readonly Task loop;

    public KeepAlive(IReadOnlyList<HeldOrder> held, TimeSpan every, TimeProvider time, ILogger logger) =>
        loop = held.Count == 0 ? Task.CompletedTask : RunAsync(held, every, time, logger, done.Token);

    // On the thread it is called on, and back to it: the simulation of the protocol has only one.
    public async ValueTask DisposeAsync()
    {
        done.Cancel();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        done.Dispose();
    }

    private static async Task RunAsync(IReadOnlyList<HeldOrder> held, TimeSpan every, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var order in held)
                await ExtendAsync(order, logger, cancellationToken);
        }
    }

    private static async Task ExtendAsync(HeldOrder order, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await order.ExtendAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            using var scope = logger.ScopeOf(order.Order.OrderId);
            // At worst the order is delivered to a colleague as well, and the stream stores each step once.
            Log.NotExtended(logger, e, order.Order.OrderId);
        }
    }
}
