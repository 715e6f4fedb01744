using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The messages that a client streams.</summary>
internal sealed class RequestStream<T>(ServerCall call, MessageReader<T> reader) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;
    private bool _atEnd;

    public T Current => _current ?? throw new InvalidOperationException("No message was read: call MoveNext first, and only read after it returned true.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (call.IsEnded) throw new InvalidOperationException("Can't read messages after the request is complete.");
        if (_atEnd) return false;

        _current = await reader.ReadAsync(cancellationToken);
        _atEnd = _current is null;
        return !_atEnd;
    }
}
