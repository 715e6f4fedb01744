using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>Publishes.</summary>
public partial class NatsConnection
{
    /// <inheritdoc/>
    public ValueTask PublishAsync(string subject, NatsHeaders? headers = default, string? replyTo = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default) =>
        PublishAsync<byte[]?>(subject, null, headers, replyTo, NatsRawSerializer<byte[]?>.Default, opts, cancellationToken);

    public ValueTask PublishAsync<T>(in NatsMsg<T> msg, INatsSerialize<T>? serializer = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default) =>
        PublishAsync(msg.Subject, msg.Data!, msg.Headers, msg.ReplyTo, serializer, opts, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NatsPayloadTooLargeException">Headers and payload are bigger than the server takes.</exception>
    /// <exception cref="NatsTimeoutException">More is published than can be sent.</exception>
    public ValueTask PublishAsync<T>(string subject, T data, NatsHeaders? headers = default, string? replyTo = default, INatsSerialize<T>? serializer = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default)
    {
        SubjectRules.ThrowIfBad(subject);
        SubjectRules.ThrowIfBadReplyTo(replyTo);
        serializer ??= Opts.SerializerRegistry.GetSerializer<T>();
        if (!Telemetry.HasListeners)
            return SendAsync(subject, data, headers, replyTo, serializer, cancellationToken);

        using var activity = Telemetry.StartSend(this, "publish", subject, replyTo);
        headers = Telemetry.Inject(activity, headers);
        try
        {
            return SendAsync(subject, data, headers, replyTo, serializer, cancellationToken);
        }
        catch (Exception e)
        {
            Telemetry.SetException(activity, e);
            throw;
        }
    }

    private ValueTask SendAsync<T>(string subject, T? data, NatsHeaders? headers, string? replyTo, INatsSerialize<T> serializer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        headers?.SetReadOnly();
        return _state == NatsConnectionState.Open
            ? _outgoing.PublishAsync(subject, replyTo, headers, data, serializer, _serverInfo!.MaxPayload, cancellationToken)
            : ConnectAndSendAsync(subject, data, headers, replyTo, serializer, cancellationToken);
    }

    private async ValueTask ConnectAndSendAsync<T>(string subject, T? data, NatsHeaders? headers, string? replyTo, INatsSerialize<T> serializer, CancellationToken cancellationToken)
    {
        var limit = Opts.PublishTimeoutOnDisconnected ? Opts.CommandTimeout : Timeout.InfiniteTimeSpan;
        try
        {
            await OpenAsync().WaitAsync(limit, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TaskCanceledException($"NATS was not connected again within {limit.TotalSeconds} s: '{subject}' is not published", e);
        }

        await _outgoing.PublishAsync(subject, replyTo, headers, data, serializer, _serverInfo!.MaxPayload, cancellationToken);
    }
}
