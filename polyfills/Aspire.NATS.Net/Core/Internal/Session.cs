using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace NATS.Client.Core.Internal;

/// <summary>One connection to one server, from its greeting to its end.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly INatsSocketConnection _socket;
    private readonly PipeReader _reader;
    private readonly ProtocolParser _parser = new();
    private readonly NatsOpts _opts;
    private readonly ILogger _log;

    public Session(INatsSocketConnection socket, ServerAddress server, NatsOpts opts, ILogger log)
    {
        _socket = socket;
        _opts = opts;
        _log = log;
        Server = server;
        _reader = PipeReader.Create(new SocketStream(socket), new StreamPipeReaderOptions(bufferSize: opts.ReaderBufferSize));
    }

    public ServerAddress Server { get; }

    public ServerInfo Info { get; private set; } = new();

    public PingQueue Pings { get; } = new();

    /// <summary>INFO, CONNECT, PING, PONG.</summary>
    /// <exception cref="NatsServerException">The server does not let us in.</exception>
    public async Task GreetAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        // Receiving takes no token: closing the socket ends it.
        await using var registration = cancellationToken.UnsafeRegister(static socket => _ = ((INatsSocketConnection)socket!).DisposeAsync().AsTask(), _socket);
        try
        {
            if (await ReadOpAsync() != ServerOp.Info)
                throw new NatsException($"{Server} does not greet like a NATS server");
            ReadInfo();
            if (Info.TlsRequired)
                throw new NotSupportedException($"{Server} requires TLS, which needs the official NATS.Net package.");
            await SendConnectAsync(ConnectOptions.For(_opts, Info, credentials));
            while (await ReadOpAsync() is var op && op != ServerOp.Pong)
                AcceptWhileGreeting(op);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            throw new NatsException($"{Server} did not greet within {_opts.ConnectTimeout.TotalSeconds} s", e);
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    /// <summary>Sends, receives and pings until one of them fails; then all have ended, and the exception says why.</summary>
    public async Task<Exception> RunAsync(OutgoingQueue outgoing, ISessionOwner owner, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var registration = cancellationToken.UnsafeRegister(static socket => _ = ((INatsSocketConnection)socket!).DisposeAsync().AsTask(), _socket);
        Task[] parts = [outgoing.SendAsync(_socket, ended.Token), ReceiveAsync(outgoing, owner), KeepAliveAsync(outgoing, ended.Token)];
        var first = await Task.WhenAny(parts);

        await ended.CancelAsync();
        await _socket.DisposeAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var exception = first.Exception?.InnerException ?? new NatsException($"The connection to {Server} has ended");
        Pings.Fail(new NatsException("The connection was lost before the answer came", exception));
        return exception;
    }

    /// <summary>Ends the connection from this side, whatever it is doing.</summary>
    public ValueTask CloseAsync() => _socket.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync();
        await _reader.CompleteAsync();
    }

    private async Task ReceiveAsync(OutgoingQueue outgoing, ISessionOwner owner)
    {
        while (true)
        {
            var result = await _reader.ReadAsync(CancellationToken.None); // Ends with the socket.
            var buffer = result.Buffer;
            while (_parser.TryRead(ref buffer, out var op))
            {
                if (op == ServerOp.Msg)
                {
                    var delivery = owner.DeliverAsync(_parser);
                    if (!delivery.IsCompletedSuccessfully)
                        await delivery;
                }
                else
                {
                    Accept(op, outgoing, owner);
                }
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                throw new NatsException($"{Server} has closed the connection");
        }
    }

    private void Accept(ServerOp op, OutgoingQueue outgoing, ISessionOwner owner)
    {
        switch (op)
        {
            case ServerOp.Ping:
                outgoing.Pong();
                break;
            case ServerOp.Pong:
                Pings.Pong();
                break;
            case ServerOp.Info:
                ReadInfo();
                owner.OnInfo(this);
                break;
            case ServerOp.Err:
                // What is fatal, the server closes the connection after.
                Log.ServerError(_log, Server, ErrorText());
                break;
        }
    }

    private async Task KeepAliveAsync(OutgoingQueue outgoing, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_opts.PingInterval > TimeSpan.Zero ? _opts.PingInterval : Timeout.InfiniteTimeSpan);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Pings.Count > _opts.MaxPingOut)
                throw new NatsException($"{Server} has not answered {_opts.MaxPingOut} pings");
            outgoing.Ping(Pings, waiter: null);
        }
    }

    private async Task<ServerOp> ReadOpAsync()
    {
        while (true)
        {
            var result = await _reader.ReadAsync(CancellationToken.None); // Ends with the socket.
            var buffer = result.Buffer;
            var isRead = _parser.TryRead(ref buffer, out var op);
            _reader.AdvanceTo(buffer.Start, isRead ? buffer.Start : buffer.End);
            if (isRead)
                return op;
            if (result.IsCompleted)
                throw new NatsException($"{Server} has closed the connection instead of greeting");
        }
    }

    private async Task SendConnectAsync(ConnectOptions options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write("CONNECT "u8);
        bytes.Write(JsonSerializer.SerializeToUtf8Bytes(options, ProtocolJson.Default.ConnectOptions));
        bytes.Write("\r\nPING\r\n"u8);
        await SendAsync(bytes.WrittenMemory);
    }

    private void AcceptWhileGreeting(ServerOp op)
    {
        switch (op)
        {
            case ServerOp.Info:
                ReadInfo();
                break;
            case ServerOp.Err:
                throw new NatsServerException(ErrorText());
            case ServerOp.Msg:
                throw new NatsException($"Protocol error: {Server} sends messages before it has greeted");
        }
    }

    private void ReadInfo()
    {
        try
        {
            Info = JsonSerializer.Deserialize(_parser.Text, ProtocolJson.Default.ServerInfo) ?? Info;
        }
        catch (JsonException e)
        {
            throw new NatsException($"Protocol error: {Server} sends an INFO that cannot be read", e);
        }
    }

    private string ErrorText() => Encoding.UTF8.GetString(_parser.Text).Trim(' ', '\'');
}
