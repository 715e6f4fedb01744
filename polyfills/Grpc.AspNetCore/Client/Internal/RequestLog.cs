namespace Grpc.Net.Client.Internal;

/// <summary>The framed messages of a call's request, in order. Each attempt reads them from the start, so what an attempt may need again is kept.</summary>
internal sealed class RequestLog(bool streaming, RetryBuffer? retryBuffer)
{
    private readonly Lock _gate = new();
    private readonly List<byte[]?> _messages = [];
    private TaskCompletionSource _changed = NewSignal();
    private TaskCompletionSource? _lastWritten;
    private RetryBuffer? _retryBuffer = retryBuffer;
    private long _kept;
    private int _written;
    private bool _completed;
    private bool _closed;

    /// <summary>Whether all messages are still there.</summary>
    public bool CanReplay
    {
        get
        {
            lock (_gate) return _retryBuffer is not null;
        }
    }

    public bool IsCompleted
    {
        get
        {
            lock (_gate) return _completed;
        }
    }

    /// <summary>Ends when an attempt has written the message to its HTTP stream; cancelled when the call ends before.</summary>
    public Task AppendAsync(byte[] message)
    {
        lock (_gate)
        {
            if (_closed) return Task.FromCanceled(new CancellationToken(canceled: true));

            _messages.Add(message);
            _lastWritten = NewSignal();
            if (_retryBuffer is not null && _retryBuffer.TryKeep(_kept, message.Length))
                _kept += message.Length;
            else
                ForgetWritten();
            Pulse();
            return _lastWritten.Task;
        }
    }

    /// <summary>No more messages will come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Pulse();
        }
    }

    /// <summary>There will be no other attempt.</summary>
    public void Commit()
    {
        lock (_gate) ForgetWritten();
    }

    /// <summary>The call has ended: nothing of it is sent any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            ForgetWritten();
            _lastWritten?.TrySetCanceled();
            Pulse();
        }
    }

    /// <summary>Waits for a message; null at the end.</summary>
    /// <exception cref="InvalidOperationException">The message was sent before and is not kept.</exception>
    public async ValueTask<byte[]?> GetAsync(int index, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_closed) throw new OperationCanceledException("The call has ended.");
                if (index < _messages.Count) return _messages[index] ?? throw new InvalidOperationException("The request cannot be sent again.");
                if (_completed) return null;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The current attempt has written the message.</summary>
    public void Written(int index)
    {
        lock (_gate)
        {
            _written = Math.Max(_written, index + 1);
            if (index == _messages.Count - 1) _lastWritten?.TrySetResult();
            if (_retryBuffer is null) ForgetWritten();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void ForgetWritten()
    {
        _retryBuffer?.Release(_kept);
        _retryBuffer = null;
        _kept = 0;

        // The HTTP handler may send a request again that never left this side; a single message is there for it.
        if (!streaming) return;
        for (var i = _written - 1; i >= 0 && _messages[i] is not null; i--)
            _messages[i] = null;
    }

    private void Pulse()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }
}
