using NATS.Client.Core;

namespace NATS.Client.JetStream.Internal;

/// <summary>One life of an ordered consumer: whatever might cost a message ends it, and the next one starts where it was.</summary>
internal sealed class OrderedConsumeSub<T>(PullTarget target, NatsJSConsumeOpts opts, PullLimits limits, INatsDeserialize<T>? serializer, CancellationToken cancellationToken)
    : ConsumeSub<T>(target, opts, limits, serializer, cancellationToken)
{
    internal override void OnReconnected() => End(new NatsJSConnectionException("reconnected"));

    protected override void OnHeartbeatsMissed()
    {
        Notify(NatsJSTimeoutNotification.Default);
        if (Connection.ConnectionState == NatsConnectionState.Failed)
            End(new NatsConnectionFailedException("Connection is in failed state"));
        else
            End(new NatsJSTimeoutException("idle-heartbeat"));
    }

    protected override void OnStatus(NatsHeaders status)
    {
        if (status.Code == 503)
            End(new NatsJSConnectionException("no responders"));
        else
            base.OnStatus(status);
    }
}
