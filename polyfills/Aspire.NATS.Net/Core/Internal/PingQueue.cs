namespace NATS.Client.Core.Internal;

/// <summary>Who waits for which PONG. The server answers in order.</summary>
internal sealed class PingQueue
{
    private readonly Queue<TaskCompletionSource?> _waiters = [];
    private Exception? _failure;

    /// <summary>PINGs without answer.</summary>
    public int Count
    {
        get
        {
            lock (_waiters)
                return _waiters.Count;
        }
    }

    /// <summary>Call it together with writing the PING. No waiter: nobody waits, it only keeps the connection alive.</summary>
    /// <returns>Whether the connection is still there; if not, the waiter has been told.</returns>
    public bool TryEnqueue(TaskCompletionSource? waiter)
    {
        lock (_waiters)
        {
            if (_failure is null)
                _waiters.Enqueue(waiter);
            else
                Fail(waiter, _failure);
            return _failure is null;
        }
    }

    public void Pong()
    {
        TaskCompletionSource? waiter;
        lock (_waiters)
            _waiters.TryDequeue(out waiter);
        waiter?.TrySetResult();
    }

    /// <summary>The connection is gone, and with it the answers.</summary>
    public void Fail(Exception exception)
    {
        lock (_waiters)
        {
            _failure = exception;
            while (_waiters.TryDequeue(out var waiter))
                Fail(waiter, exception);
        }
    }

    private static void Fail(TaskCompletionSource? waiter, Exception exception)
    {
        waiter?.TrySetException(exception);
        _ = waiter?.Task.Exception; // Whoever waited may have given up.
    }
}
