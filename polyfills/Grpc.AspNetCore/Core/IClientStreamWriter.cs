namespace Grpc.Core;

/// <summary>The messages of a client.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>No more messages will come.</summary>
    Task CompleteAsync();
}
