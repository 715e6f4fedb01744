using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

/// <summary>Messages without end.</summary>
internal class ConsumeSub<T>(PullTarget target, NatsJSConsumeOpts opts, PullLimits limits, INatsDeserialize<T>? serializer, CancellationToken cancellationToken)
    : PullSub<T>(target, limits.Heartbeat, serializer, opts.NotificationHandler, cancellationToken)
{
    private readonly PullBudget _budget = new(limits);
    private int _noRespondersInARow;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_budget.TryPull(out var first))
            await StartAsync(first, cancellationToken);
    }

    /// <summary>The requests went with the old connection.</summary>
    internal override void OnReconnected() => PullAnew();

    protected override void OnMsg(int size) => _noRespondersInARow = 0;

    protected override void OnTaken(int size)
    {
        _budget.Taken(size);
        PullIfDue();
    }

    protected override void OnHeartbeatsMissed()
    {
        Notify(NatsJSTimeoutNotification.Default);
        JetStreamLog.HeartbeatsMissed(Target.Context.Log, Target.Stream, Target.Consumer);
        if (Connection.ConnectionState == NatsConnectionState.Failed)
            End(new NatsConnectionFailedException("Connection is in failed state"));
        else if (Connection.ConnectionState == NatsConnectionState.Open)
            PullAnew();
    }

    protected override void OnStatus(NatsHeaders status)
    {
        _budget.Unserved(PullStatus.UnservedMsgs(status), PullStatus.UnservedBytes(status));
        switch (status)
        {
            case { Code: 100 or 408 }:
                PullIfDue();
                break;
            case { Code: 409, Message: NatsHeaders.Messages.MessageSizeExceedsMaxBytes }:
                Notify(NatsJSMessageSizeExceedsMaxBytesNotification.Default);
                PullIfDue();
                break;
            case { Code: 423 }:
                Notify(NatsJSPinIdMismatchNotification.Default);
                break;
            case { Code: 503 }:
                OnNoResponders();
                break;
            case var _ when PullStatus.IsLeadershipChange(status):
                Notify(NatsJSLeadershipChangeNotification.Default);
                PullAnew();
                break;
            case var _ when PullStatus.IsTerminal(status):
                End(PullStatus.ToException(status), NatsSubEndReason.JetStreamError);
                break;
            default:
                Notify(new NatsJSProtocolNotification("Unhandled protocol message", status.Code, status.MessageText));
                JetStreamLog.UnknownStatus(Target.Context.Log, Target.Stream, Target.Consumer, status.Code, status.MessageText);
                PullIfDue();
                break;
        }
    }

    /// <summary>Nobody took the request: the consumer is gone, or its new leader is not there yet. The missing heartbeats make the next attempt.</summary>
    private void OnNoResponders()
    {
        Notify(NatsJSNoRespondersNotification.Default);
        if (opts.MaxConsecutive503Errors > 0 && ++_noRespondersInARow >= opts.MaxConsecutive503Errors)
            End(new NatsJSException($"Consumer appears to be deleted after {_noRespondersInARow} consecutive 503 errors"), NatsSubEndReason.JetStreamError);
    }

    private void PullAnew()
    {
        if (EndReason != NatsSubEndReason.None)
            return;
        var (msgs, bytes) = Waiting;
        _budget.Lost(msgs, bytes);
        PullIfDue();
    }

    private void PullIfDue()
    {
        if (EndReason == NatsSubEndReason.None && _budget.TryPull(out var request))
            Target.Pull(request, Subject);
    }
}
