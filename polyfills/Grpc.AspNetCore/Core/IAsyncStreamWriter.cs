namespace Grpc.Core;

/// <summary>Messages that go out, one after the other. One write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    Task WriteAsync(T message);

    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled) throw new NotSupportedException("This stream writer cannot cancel a write.");
        return WriteAsync(message);
    }

    WriteOptions? WriteOptions { get; set; }
}
