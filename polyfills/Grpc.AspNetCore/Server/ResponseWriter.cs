using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The messages that a server sends.</summary>
internal sealed class ResponseWriter<T>(ServerCall call, MessageWriter<T> writer) : IServerStreamWriter<T>
    where T : class
{
    private int _writing;

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (call.IsEnded || call.CancellationToken.IsCancellationRequested)
            throw new InvalidOperationException("Can't write the message because the request is complete.");
        if (Interlocked.Exchange(ref _writing, 1) != 0)
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");

        try
        {
            await PutAsync(message, cancellationToken);
            if (WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) is true) return;
            var flushed = await call.HttpContext.Response.BodyWriter.FlushAsync(cancellationToken);
            if (!flushed.IsCompleted) call.CancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    /// <summary>Writes without sending: the end of the response, with the trailers, does that.</summary>
    public Task WriteLastAsync(T message) => PutAsync(message, CancellationToken.None);

    private async Task PutAsync(T message, CancellationToken cancellationToken)
    {
        var response = call.HttpContext.Response;
        var compression = call.ResponseCompression;
        if (!response.HasStarted) await response.StartAsync(cancellationToken);
        writer.Write(message, response.BodyWriter, compression);
    }
}
