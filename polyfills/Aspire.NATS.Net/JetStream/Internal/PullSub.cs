using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using NATS.Client.Core;
using NATS.Client.Core.Internal;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

/// <summary>Receives what pull requests bring: messages, and the server's word on the requests themselves.</summary>
internal abstract class PullSub<T> : NatsSubBase, IAsyncDisposable
{
    private readonly PullTarget _target;
    private readonly INatsDeserialize<T> _serializer;
    private readonly Timer? _heartbeat;
    private readonly TimeSpan _heartbeatLimit;
    private readonly Notifications? _notifications;

    // Without bound of its own: no more comes than was asked for, and the socket must never wait for one slow user.
    private readonly Channel<NatsJSMsg<T>> _msgs = Channel.CreateUnbounded<NatsJSMsg<T>>(new UnboundedChannelOptions { SingleWriter = true });
    private volatile bool _isUserBusy;
    private long _waitingMsgs;
    private long _waitingBytes;

    protected PullSub(PullTarget target, TimeSpan heartbeat, INatsDeserialize<T>? serializer, Func<INatsJSNotification, CancellationToken, Task>? handler, CancellationToken cancellationToken)
        : base(target.Context.Connection, target.Context.Connection.SubscriptionManager, target.Context.NewBaseInbox(), queueGroup: null, opts: null, cancellationToken)
    {
        _target = target;
        _serializer = serializer ?? Connection.Opts.SerializerRegistry.GetDeserializer<T>();
        _heartbeatLimit = 2 * heartbeat;
        _heartbeat = heartbeat > TimeSpan.Zero ? new Timer(_ => OnHeartbeatsMissed()) : null;
        _notifications = handler is null ? null : new Notifications(handler, e => End(e), cancellationToken);
        EndIfCancelled();
    }

    protected PullTarget Target => _target;

    protected (long Msgs, long Bytes) Waiting => (Interlocked.Read(ref _waitingMsgs), Interlocked.Read(ref _waitingBytes));

    /// <summary>Subscribes and asks for the first messages.</summary>
    public async ValueTask StartAsync(ConsumerGetnextRequest first, CancellationToken cancellationToken)
    {
        await Connection.AddSubAsync(this, cancellationToken);
        await _target.PullAsync(first, Subject, cancellationToken);
        StartHeartbeat();
    }

    /// <summary>Messages until the end or the cancellation. While the user works on one, heartbeats are not waited for.</summary>
    public async IAsyncEnumerable<NatsJSMsg<T>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await WaitAsync(cancellationToken))
        {
            while (!cancellationToken.IsCancellationRequested && _msgs.Reader.TryRead(out var msg))
            {
                Interlocked.Decrement(ref _waitingMsgs);
                Interlocked.Add(ref _waitingBytes, -msg.Size);
                _isUserBusy = true;
                StopHeartbeat();
                yield return msg;
                _isUserBusy = false;
                StartHeartbeat();
                OnTaken(msg.Size);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_heartbeat is not null)
            await _heartbeat.DisposeAsync();
        if (_notifications is not null)
            await _notifications.DisposeAsync();
    }

    protected override ValueTask ReceiveInternalAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer)
    {
        StartHeartbeat();
        if (subject == Subject)
        {
            if (headersBuffer is { } headers)
                OnStatus(MsgReader.ReadHeaders(headers, Connection.HeaderParser));
            return default;
        }

        var msg = new NatsJSMsg<T>(NatsMsg<T>.Build(subject, replyTo, headersBuffer, payloadBuffer, Connection, Connection.HeaderParser, _serializer), _target.Context);
        Interlocked.Increment(ref _waitingMsgs);
        Interlocked.Add(ref _waitingBytes, msg.Size);
        if (_msgs.Writer.TryWrite(msg))
            OnMsg(msg.Size);
        return default;
    }

    protected override void TryComplete()
    {
        StopHeartbeat();
        _msgs.Writer.TryComplete();
    }

    /// <summary>Ends after what has arrived, with an error.</summary>
    protected void End(Exception error, NatsSubEndReason reason = NatsSubEndReason.Exception)
    {
        _msgs.Writer.TryComplete(error);
        EndSubscription(reason);
    }

    protected void Notify(INatsJSNotification notification) => _notifications?.Notify(notification);

    /// <summary>The server's word on a pull request.</summary>
    protected abstract void OnStatus(NatsHeaders status);

    protected abstract void OnHeartbeatsMissed();

    protected virtual void OnMsg(int size)
    {
    }

    protected virtual void OnTaken(int size)
    {
    }

    private void StartHeartbeat()
    {
        if (!_isUserBusy)
            _heartbeat?.Change(_heartbeatLimit, _heartbeatLimit);
    }

    private void StopHeartbeat() => _heartbeat?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _msgs.Reader.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
