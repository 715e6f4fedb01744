using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The messages that a client streams.</summary>
internal sealed class RequestStreamWriter<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private int _writing;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ObjectDisposedException.ThrowIf(call.IsDisposed, call);
        if (call.Requests.IsCompleted) throw new InvalidOperationException("Request stream has already been completed.");
        if (Interlocked.Exchange(ref _writing, 1) != 0)
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");

        try
        {
            await using var registration = cancellationToken.UnsafeRegister(static state => ((ClientCall<TRequest, TResponse>)state!).CancelByUser(), call);
            await call.Requests.AppendAsync(call.Frame(message, WriteOptions ?? call.WriteOptions));
        }
        catch (OperationCanceledException)
        {
            throw call.ToException();
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    public Task CompleteAsync()
    {
        if (Volatile.Read(ref _writing) != 0)
            throw new InvalidOperationException("Can't complete the client stream writer because the previous write is in progress.");

        call.Requests.Complete();
        return Task.CompletedTask;
    }
}
