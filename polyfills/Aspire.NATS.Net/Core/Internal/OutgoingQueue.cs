using System.Buffers;
using System.IO.Pipelines;

namespace NATS.Client.Core.Internal;

/// <summary>
/// Commands on their way to the server. Any thread writes; one sender at a time takes what has gathered, in one go. It outlives the
/// connection: a publish that was accepted but not sent is sent on the next one.
/// </summary>
internal sealed class OutgoingQueue(NatsOpts opts)
{
    private readonly Lock _gate = new();
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: 32 * 1024, useSynchronizationContext: false));
    private readonly ProtocolWriter _protocol = new(opts.SubjectEncoding);
    private TaskCompletionSource _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _pendingBytes;
    private volatile bool _isClosed;

    private bool HasRoom => Volatile.Read(ref _pendingBytes) < opts.WriterBufferSize;

    /// <summary>Queues a message; waits while the queue is full.</summary>
    /// <exception cref="NatsTimeoutException">The queue stayed full for <see cref="NatsOpts.CommandTimeout"/>.</exception>
    /// <exception cref="NatsPayloadTooLargeException">The server would not take it.</exception>
    public ValueTask PublishAsync<T>(string subject, string? replyTo, NatsHeaders? headers, T? data, INatsSerialize<T> serializer, int maxPayload, CancellationToken cancellationToken)
    {
        var body = MessageBuffer.Rent();
        try
        {
            int? headersLength = null;
            if (headers is { Count: > 0 })
            {
                HeaderWriter.Write(body, headers, opts.HeaderEncoding);
                headersLength = body.WrittenCount;
            }

            if (data is not null)
                serializer.Serialize(body, data);
            if (maxPayload > 0 && body.WrittenCount > maxPayload)
                throw new NatsPayloadTooLargeException($"Payload size {body.WrittenCount} exceeds server's maximum payload size {maxPayload}");

            if (!HasRoom)
                return PublishWhenRoomAsync(subject, replyTo, headersLength, body.WrittenSpan.ToArray(), cancellationToken);
            Publish(subject, replyTo, headersLength, body.WrittenSpan);
            return default;
        }
        finally
        {
            MessageBuffer.Return(body);
        }
    }

    public void Subscribe(NatsSubBase sub)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _protocol.Subscribe(_pipe.Writer, sub);
            Flush();
        }
    }

    public void Unsubscribe(int sid)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            ProtocolWriter.Unsubscribe(_pipe.Writer, sid, max: null);
            Flush();
        }
    }

    public void Ping(PingQueue pings, TaskCompletionSource? waiter)
    {
        lock (_gate)
        {
            if (_isClosed || !pings.TryEnqueue(waiter))
                return;
            ProtocolWriter.Ping(_pipe.Writer);
            Flush();
        }
    }

    public void Pong()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            ProtocolWriter.Pong(_pipe.Writer);
            Flush();
        }
    }

    /// <summary>The subscriptions of a new connection, for it to send before anything else.</summary>
    public ReadOnlyMemory<byte> SubscribeAll(IEnumerable<NatsSubBase> subs)
    {
        var writer = new ArrayBufferWriter<byte>();
        foreach (var sub in subs)
            _protocol.Subscribe(writer, sub);
        return writer.WrittenMemory;
    }

    /// <summary>Sends what comes until the connection breaks, the queue is closed (then it returns) or the token is cancelled.</summary>
    public async Task SendAsync(INatsSocketConnection socket, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _pipe.Reader.ReadAsync(cancellationToken);
            var commands = result.Buffer;
            long sent = 0;
            try
            {
                foreach (var segment in commands)
                    for (var rest = segment; !rest.IsEmpty;)
                    {
                        var count = await socket.SendAsync(rest);
                        rest = rest[count..];
                        sent += count;
                    }
            }
            catch
            {
                Advance(commands, CommandScan.WholeCommandsWithin(commands, sent));
                throw;
            }

            Advance(commands, commands.Length);
            if (result.IsCompleted)
                return;
        }
    }

    /// <summary>Between two connections: keeps the publishes that were not sent, and nothing else.</summary>
    public void DropAllButPublishes()
    {
        lock (_gate)
        {
            if (!_pipe.Reader.TryRead(out var result))
                return;
            var publishes = CommandScan.Publishes(result.Buffer);
            Advance(result.Buffer, result.Buffer.Length);
            if (publishes.Length == 0 || _isClosed)
                return;
            _pipe.Writer.Write(publishes);
            Flush();
        }
    }

    /// <summary>Takes nothing more; a sender sends what is left and ends.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            _pipe.Writer.Complete();
            _room.TrySetResult();
        }
    }

    private async ValueTask PublishWhenRoomAsync(string subject, string? replyTo, int? headersLength, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            while (!HasRoom && !_isClosed)
                await RoomAsync().WaitAsync(opts.CommandTimeout, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            NatsTimeoutException.Throw();
        }

        Publish(subject, replyTo, headersLength, body);
    }

    private Task RoomAsync()
    {
        lock (_gate)
        {
            if (_room.Task.IsCompleted && !_isClosed)
                _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return HasRoom || _isClosed ? Task.CompletedTask : _room.Task;
        }
    }

    private void Publish(string subject, string? replyTo, int? headersLength, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(NatsConnection));
            _protocol.Publish(_pipe.Writer, subject, replyTo, headersLength, body);
            Flush();
        }
    }

    /// <summary>Hands over to the sender. Under the gate, and after whole commands only: what the sender sees ends with one.</summary>
    private void Flush()
    {
        _pendingBytes += _pipe.Writer.UnflushedBytes;

        var flush = _pipe.Writer.FlushAsync(CancellationToken.None);
        if (!flush.IsCompleted)
            throw new InvalidOperationException("Without a pause threshold a flush completes at once.");
    }

    private void Advance(in ReadOnlySequence<byte> commands, long count)
    {
        _pipe.Reader.AdvanceTo(commands.GetPosition(count));
        lock (_gate)
        {
            _pendingBytes -= count;
            if (HasRoom)
                _room.TrySetResult();
        }
    }
}
