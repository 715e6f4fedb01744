using System.Threading.Channels;

namespace NATS.Client.JetStream.Internal;

/// <summary>Calls the user's handler, one notification after the other, apart from the receiving; what it throws ends the consumption.</summary>
internal sealed class Notifications : IAsyncDisposable
{
    private const int MaxWaiting = 128;

    private readonly Channel<INatsJSNotification> _waiting = Channel.CreateBounded<INatsJSNotification>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationTokenSource _stop;
    private readonly Task _running;

    public Notifications(Func<INatsJSNotification, CancellationToken, Task> handler, Action<Exception> onError, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = RunAsync(handler, onError);
    }

    public void Notify(INatsJSNotification notification) => _waiting.Writer.TryWrite(notification);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(Func<INatsJSNotification, CancellationToken, Task> handler, Action<Exception> onError)
    {
        try
        {
            await foreach (var notification in _waiting.Reader.ReadAllAsync(_stop.Token))
                await handler(notification, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The consumption has ended.
        }
        catch (Exception e)
        {
            onError(e);
        }
    }
}
