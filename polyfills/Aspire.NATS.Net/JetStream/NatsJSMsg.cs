using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using NATS.Client.Core;
using NATS.Client.JetStream.Internal;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <inheritdoc cref="INatsJSMsg{T}"/>
public readonly struct NatsJSMsg<T>(NatsMsg<T> msg, INatsJSContext context) : INatsJSMsg<T>
{
    private readonly INatsJSContext _context = context;
    private readonly NatsMsg<T> _msg = msg;

    public string Subject => _msg.Subject;

    public int Size => _msg.Size;

    public NatsHeaders? Headers => _msg.Headers;

    public T? Data => _msg.Data;

    public INatsConnection? Connection => _msg.Connection;

    /// <inheritdoc/>
    public NatsJSMsgMetadata? Metadata => AckSubject.Parse(_msg.ReplyTo);

    public string? ReplyTo => _msg.ReplyTo;

    /// <inheritdoc/>
    public NatsException? Error => _msg.Error;

    public void EnsureSuccess() => _msg.EnsureSuccess();

    [Obsolete("ReplyAsync is not valid when using JetStream. The reply message will never reach the Requestor as NATS will reply to all JetStream publish by default.")]
    public ValueTask ReplyAsync(NatsHeaders? headers = default, string? replyTo = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default) =>
        _msg.ReplyAsync(headers, replyTo, opts, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AckAsync(AckOpts? opts = default, CancellationToken cancellationToken = default) => AcknowledgeAsync(NatsJSConstants.Ack, opts, cancellationToken);

    /// <inheritdoc/>
    public ValueTask NakAsync(AckOpts? opts = default, TimeSpan delay = default, CancellationToken cancellationToken = default) =>
        AcknowledgeAsync(delay == default ? NatsJSConstants.Nak : NakAfter(delay), opts, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AckProgressAsync(AckOpts? opts = default, CancellationToken cancellationToken = default) => AcknowledgeAsync(NatsJSConstants.AckProgress, opts, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AckTerminateAsync(AckOpts? opts = default, CancellationToken cancellationToken = default) => AcknowledgeAsync(NatsJSConstants.AckTerminate, opts, cancellationToken);

    private static ReadOnlySequence<byte> NakAfter(TimeSpan delay) =>
        new(Encoding.ASCII.GetBytes($$"""-NAK {"delay": {{NanosecondsConverter.ToNanoseconds(delay)}}}"""));

    private async ValueTask AcknowledgeAsync(ReadOnlySequence<byte> word, AckOpts? opts, CancellationToken cancellationToken)
    {
        var connection = _msg.Connection ?? throw new NatsException("unable to send acknowledgment; message did not originate from a consumer");
        if (string.IsNullOrWhiteSpace(ReplyTo))
            throw new NatsException("unable to send acknowledgment; ReplyTo is empty");

        var serializer = NatsRawSerializer<ReadOnlySequence<byte>>.Default;
        if (opts?.DoubleAck ?? _context.Opts.DoubleAck)
            await connection.RequestAsync<ReadOnlySequence<byte>, byte[]>(ReplyTo, word, requestSerializer: serializer, replySerializer: NatsRawSerializer<byte[]>.Default, cancellationToken: cancellationToken);
        else
            await connection.PublishAsync(ReplyTo, word, serializer: serializer, cancellationToken: cancellationToken);
    }
}
