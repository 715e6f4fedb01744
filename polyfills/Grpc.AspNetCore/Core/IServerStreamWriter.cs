namespace Grpc.Core;

/// <summary>The messages of a server.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
