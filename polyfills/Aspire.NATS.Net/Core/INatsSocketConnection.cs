namespace NATS.Client.Core;

/// <summary>The bytes to and from a server.</summary>
public interface INatsSocketConnection : IAsyncDisposable
{
    ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer);

    /// <summary>Reads what is there; 0 when the server has closed.</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);
}
