using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>A message with its payload deserialized.</summary>
public readonly record struct NatsMsg<T> : INatsMsg<T>
{
    public NatsMsg(string subject, string? replyTo, int size, NatsHeaders? headers, T? data, INatsConnection? connection, NatsMsgFlags flags = default)
    {
        Subject = subject;
        ReplyTo = replyTo;
        Size = size;
        Headers = headers;
        Data = data;
        Connection = connection;
        Flags = flags;
    }

    public string Subject { get; init; }

    public string? ReplyTo { get; init; }

    /// <inheritdoc/>
    public int Size { get; init; }

    public NatsMsgFlags Flags { get; init; }

    public NatsHeaders? Headers { get; init; }

    public T? Data { get; init; }

    public INatsConnection? Connection { get; init; }

    /// <inheritdoc/>
    public NatsException? Error => Headers?.Error;

    public bool IsEmpty => (Flags & NatsMsgFlags.Empty) != 0;

    public bool HasNoResponders => (Flags & NatsMsgFlags.NoResponders) != 0;

    /// <summary>Reads a message as it came over the wire. What cannot be read ends in <see cref="Error"/>, not in an exception.</summary>
    public static NatsMsg<T> Build(
        string subject,
        string? replyTo,
        in ReadOnlySequence<byte>? headersBuffer,
        in ReadOnlySequence<byte> payloadBuffer,
        INatsConnection? connection,
        NatsHeaderParser headerParser,
        INatsDeserialize<T> serializer)
    {
        var size = subject.Length + (replyTo?.Length ?? 0) + (headersBuffer?.Length ?? 0) + payloadBuffer.Length;
        var flags = payloadBuffer.IsEmpty ? NatsMsgFlags.Empty : NatsMsgFlags.None;
        var headers = headersBuffer is { } buffer ? MsgReader.ReadHeaders(buffer, headerParser) : null;
        if (payloadBuffer.IsEmpty && headers is { Code: 503 })
            flags |= NatsMsgFlags.NoResponders;

        headers = Telemetry.StartReceive(connection, subject, replyTo, headers, payloadBuffer.Length, size);
        var data = headers?.Error is null ? MsgReader.Deserialize(payloadBuffer, serializer, ref headers) : default;
        headers?.SetReadOnly();
        return new NatsMsg<T>(subject, replyTo, (int)size, headers, data, connection, flags);
    }

    /// <inheritdoc/>
    public void EnsureSuccess()
    {
        if (HasNoResponders)
            throw new NatsNoRespondersException();
        if (Error is { } error)
            throw error;
    }

    public ValueTask ReplyAsync(NatsHeaders? headers = default, string? replyTo = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default)
    {
        ThrowIfCannotReply();
        return Connection.PublishAsync(ReplyTo, headers, replyTo, opts, cancellationToken);
    }

    public ValueTask ReplyAsync<TReply>(TReply data, NatsHeaders? headers = default, string? replyTo = default, INatsSerialize<TReply>? serializer = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default)
    {
        ThrowIfCannotReply();
        return Connection.PublishAsync(ReplyTo, data, headers, replyTo, serializer, opts, cancellationToken);
    }

    public ValueTask ReplyAsync<TReply>(NatsMsg<TReply> msg, INatsSerialize<TReply>? serializer = default, NatsPubOpts? opts = default, CancellationToken cancellationToken = default)
    {
        ThrowIfCannotReply();
        return Connection.PublishAsync(msg with { Subject = ReplyTo }, serializer, opts, cancellationToken);
    }

    public void Deconstruct(out string subject, out string? replyTo, out int size, out NatsHeaders? headers, out T? data, out INatsConnection? connection, out NatsMsgFlags flags)
    {
        (subject, replyTo, size) = (Subject, ReplyTo, Size);
        (headers, data, connection, flags) = (Headers, Data, Connection, Flags);
    }

    [MemberNotNull(nameof(Connection), nameof(ReplyTo))]
    private void ThrowIfCannotReply()
    {
        if (Connection is null)
            throw new NatsException("unable to send reply; message did not originate from a subscription");
        if (string.IsNullOrWhiteSpace(ReplyTo))
            throw new NatsException("unable to send reply; ReplyTo is empty");
    }
}
