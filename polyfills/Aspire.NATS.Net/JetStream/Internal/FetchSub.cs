using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

/// <summary>One batch.</summary>
internal sealed class FetchSub<T> : PullSub<T>, IAsyncDisposable
{
    // The server ends a request when it expires; this is for when its word does not come.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly PullLimits _limits;
    private readonly bool _noWait;
    private readonly Timer _expiry;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private long _remainingMsgs;
    private long _remainingBytes;

    public FetchSub(PullTarget target, NatsJSFetchOpts opts, PullLimits limits, bool noWait, INatsDeserialize<T>? serializer, CancellationToken cancellationToken)
        : base(target, noWait ? TimeSpan.Zero : limits.Heartbeat, serializer, opts.NotificationHandler, cancellationToken)
    {
        _limits = limits;
        _noWait = noWait;
        _remainingMsgs = limits.MaxMsgs;
        _remainingBytes = limits.MaxBytes;
        _expiry = new Timer(_ => EndSubscription(NatsSubEndReason.Timeout), null, limits.Expires + Grace, Timeout.InfiniteTimeSpan);
    }

    public ConsumerGetnextRequest Request => _noWait
        ? new ConsumerGetnextRequest { Batch = _remainingMsgs, MaxBytes = _remainingBytes, NoWait = true }
        : new ConsumerGetnextRequest { Batch = _remainingMsgs, MaxBytes = _remainingBytes, Expires = _limits.Expires, IdleHeartbeat = _limits.Heartbeat };

    public override async ValueTask DisposeAsync()
    {
        await _expiry.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The request went with the old connection.</summary>
    internal override void OnReconnected()
    {
        var left = _limits.Expires - TimeProvider.System.GetElapsedTime(_start);
        if (EndReason != NatsSubEndReason.None)
            return;
        if (left <= TimeSpan.Zero)
        {
            EndSubscription(NatsSubEndReason.Timeout);
            return;
        }

        var request = Request;
        if (!_noWait)
            request.Expires = left;
        if (2 * request.IdleHeartbeat > request.Expires)
            request.IdleHeartbeat = TimeSpan.Zero;
        Target.Pull(request, Subject);
    }

    protected override void OnMsg(int size)
    {
        _remainingMsgs--;
        _remainingBytes -= size;
        if (_limits.MaxBytes > 0 && _remainingBytes <= 0)
            EndSubscription(NatsSubEndReason.MaxBytes);
        else if (_remainingMsgs == 0)
            EndSubscription(NatsSubEndReason.MaxMsgs);
    }

    protected override void OnHeartbeatsMissed()
    {
        Notify(NatsJSTimeoutNotification.Default);
        JetStreamLog.HeartbeatsMissed(Target.Context.Log, Target.Stream, Target.Consumer);
        EndSubscription(NatsSubEndReason.IdleHeartbeatTimeout);
    }

    protected override void OnStatus(NatsHeaders status)
    {
        switch (status)
        {
            case { Code: 100 }:
                break;
            case { Code: 404 }:
                EndSubscription(NatsSubEndReason.NoMsgs);
                break;
            case { Code: 408 }:
                EndSubscription(status.Message == NatsHeaders.Messages.RequestsPending ? NatsSubEndReason.RequestsPending : NatsSubEndReason.Timeout);
                break;
            case { Code: 409, Message: NatsHeaders.Messages.MessageSizeExceedsMaxBytes }:
                EndSubscription(NatsSubEndReason.MaxBytes);
                break;
            case { Code: 503 }:
                Notify(NatsJSNoRespondersNotification.Default);
                EndSubscription(NatsSubEndReason.NoMsgs);
                break;
            case var _ when PullStatus.IsTerminal(status):
                End(PullStatus.ToException(status), NatsSubEndReason.JetStreamError);
                break;
            default:
                Notify(new NatsJSProtocolNotification("Unhandled protocol message", status.Code, status.MessageText));
                JetStreamLog.UnknownStatus(Target.Context.Log, Target.Stream, Target.Consumer, status.Code, status.MessageText);
                break;
        }
    }
}
