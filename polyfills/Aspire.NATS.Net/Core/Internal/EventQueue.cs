using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace NATS.Client.Core.Internal;

/// <summary>Calls the handlers of the connection's events, one after the other, apart from the connection's own work.</summary>
internal sealed class EventQueue(ILogger log) : IAsyncDisposable
{
    // A handler that cannot keep up misses dropped messages, never a change of the connection's state.
    private const int MaxWaitingDrops = 1024;

    private readonly Channel<Func<ValueTask>> _calls = Channel.CreateUnbounded<Func<ValueTask>>(new UnboundedChannelOptions { SingleReader = true });
    private Task? _running;
    private int _waiting;

    public void Raise<T>(AsyncEventHandler<T>? handler, object sender, T args)
        where T : NatsEventArgs
    {
        if (handler is null)
            return;
        if (args is NatsMessageDroppedEventArgs && Volatile.Read(ref _waiting) >= MaxWaitingDrops)
            return;
        if (!_calls.Writer.TryWrite(() => InvokeAsync(handler, sender, args)))
            return;
        Interlocked.Increment(ref _waiting);
        Start();
    }

    /// <summary>Waits for the handlers of what has been raised.</summary>
    public async ValueTask DisposeAsync()
    {
        _calls.Writer.TryComplete();
        if (Volatile.Read(ref _running) is { } running)
            await running;
    }

    private void Start()
    {
        if (Volatile.Read(ref _running) is not null)
            return;
        lock (_calls)
            _running ??= Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        await foreach (var call in _calls.Reader.ReadAllAsync())
        {
            Interlocked.Decrement(ref _waiting);
            try
            {
                await call();
            }
            catch (Exception e)
            {
                Log.EventHandlerFailed(log, e);
            }
        }
    }

    private static async ValueTask InvokeAsync<T>(AsyncEventHandler<T> handler, object sender, T args)
    {
        foreach (var single in Delegate.EnumerateInvocationList(handler))
            await single(sender, args);
    }
}
