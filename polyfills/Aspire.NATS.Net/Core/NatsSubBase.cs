using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>A subscription: what arrives, and how it ends.</summary>
public abstract class NatsSubBase : IReplyTarget
{
    private readonly INatsSubscriptionManager _manager;
    private readonly NatsSubOpts? _opts;
    private readonly SubTimers? _timers;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _cancellation;
    private Exception? _exception;
    private int _endReason;
    private int _pendingMsgs;
    private int _isUnsubscribed;
    private int _isDisposed;

    /// <exception cref="NatsException">Subject or queue group would break the protocol.</exception>
    protected NatsSubBase(INatsConnection connection, INatsSubscriptionManager manager, string subject, string? queueGroup, NatsSubOpts? opts, CancellationToken cancellationToken = default)
    {
        SubjectRules.ThrowIfBad(subject);
        SubjectRules.ThrowIfBadQueueGroup(queueGroup);
        cancellationToken.ThrowIfCancellationRequested();
        Connection = connection;
        Subject = subject;
        QueueGroup = queueGroup;
        _manager = manager;
        _opts = opts;
        _pendingMsgs = opts?.MaxMsgs is > 0 and var max ? max : -1;
        _timers = SubTimers.For(opts, EndSubscription);
        _cancellationToken = cancellationToken;
        _cancellation = cancellationToken.UnsafeRegister(static sub => ((NatsSubBase)sub!).EndSubscription(NatsSubEndReason.Cancelled), this);
    }

    public string Subject { get; }

    public string? QueueGroup { get; }

    /// <summary>What ended it, where that was an error.</summary>
    public Exception? Exception => Volatile.Read(ref _exception);

    /// <summary>Messages that it still takes; null without limit.</summary>
    public int? PendingMsgs => Volatile.Read(ref _pendingMsgs) is >= 0 and var pending ? pending : null;

    public NatsSubEndReason EndReason => (NatsSubEndReason)Volatile.Read(ref _endReason);

    /// <summary>Its id on the connection; 0 for one that shares the inbox for replies.</summary>
    internal int Sid { get; set; }

    protected INatsConnection Connection { get; }

    /// <summary>The server knows of the subscription: time starts.</summary>
    public virtual ValueTask ReadyAsync()
    {
        _timers?.Start();
        return default;
    }

    public ValueTask UnsubscribeAsync()
    {
        if (Interlocked.Exchange(ref _isUnsubscribed, 1) != 0)
            return default;
        _timers?.Stop();
        TryComplete();
        return _manager.RemoveAsync(this);
    }

    /// <exception cref="NatsException">What ended it, where that was an error.</exception>
    [SuppressMessage("Usage", "CA1816", Justification = "Derived subscriptions have no finalizer.")]
    public virtual async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await UnsubscribeAsync();
        _timers?.Dispose();
        await _cancellation.DisposeAsync();
        if (Exception is NatsSubException { Exception: { } cause })
            cause.Throw();
        if (Exception is { } exception)
            throw exception;
    }

    public virtual ValueTask ReceiveAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer)
    {
        try
        {
            _timers?.OnMessage();
            if (payloadBuffer.IsEmpty && EndsWithEmpty(headersBuffer))
                return default;
            var receive = ReceiveInternalAsync(subject, replyTo, headersBuffer, payloadBuffer);
            return receive.IsCompletedSuccessfully ? default : AwaitAsync(receive);
        }
        catch (Exception e)
        {
            OnFailed(e);
            return default;
        }
    }

    /// <summary>The connection was made again, and the server knows of the subscription again.</summary>
    internal virtual void OnReconnected()
    {
    }

    /// <summary>The connection is closed; what has arrived stays readable.</summary>
    internal void Complete()
    {
        _timers?.Stop();
        TryComplete();
    }

    /// <summary>For the end of a constructor: a cancellation that came before it could not complete what was not there yet.</summary>
    internal void EndIfCancelled()
    {
        if (_cancellationToken.IsCancellationRequested)
            TryComplete();
    }

    protected abstract ValueTask ReceiveInternalAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer);

    protected void SetException(Exception exception)
    {
        Interlocked.Exchange(ref _exception, exception);
        EndSubscription(NatsSubEndReason.Exception);
    }

    protected void ResetIdleTimeout() => _timers?.OnMessage();

    protected void DecrementMaxMsgs()
    {
        if (PendingMsgs is not null && Interlocked.Decrement(ref _pendingMsgs) == 0)
            EndSubscription(NatsSubEndReason.MaxMsgs);
    }

    /// <summary>Nothing more comes.</summary>
    protected abstract void TryComplete();

    protected void EndSubscription(NatsSubEndReason reason)
    {
        if (Interlocked.CompareExchange(ref _endReason, (int)reason, (int)NatsSubEndReason.None) != (int)NatsSubEndReason.None)
            return;
        _ = EndAsync();
    }

    private bool EndsWithEmpty(in ReadOnlySequence<byte>? headers)
    {
        if (_opts?.ThrowIfNoResponders == true && headers is { } bytes && MsgReader.ReadHeaders(bytes, Connection.HeaderParser).Code == 503)
        {
            SetException(new NatsNoRespondersException());
            return true;
        }

        if (_opts?.StopOnEmptyMsg != true)
            return false;
        EndSubscription(NatsSubEndReason.EmptyMsg);
        return true;
    }

    private async Task EndAsync()
    {
        try
        {
            await UnsubscribeAsync();
        }
        catch (Exception e)
        {
            OnFailed(e);
        }
    }

    private async ValueTask AwaitAsync(ValueTask work)
    {
        try
        {
            await work;
        }
        catch (Exception e)
        {
            OnFailed(e);
        }
    }

    private void OnFailed(Exception e)
    {
        // Cancelled, or closed while messages were still coming: that is how subscriptions end.
        if (e is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
            return;
        Log.MessageFailed(Connection.Opts.LoggerFactory.CreateLogger<NatsSubBase>(), Subject, e);
        SetException(new NatsSubException($"Message error: {e.Message}", ExceptionDispatchInfo.Capture(e), payload: default, headers: default));
    }
}
