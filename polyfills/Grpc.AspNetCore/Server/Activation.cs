namespace Grpc.AspNetCore.Server.Internal;

/// <summary>An object made for one call; owned: nobody else disposes it.</summary>
internal readonly record struct Activation<T>(T Instance, bool Owned) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (!Owned) return;
        if (Instance is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else
            (Instance as IDisposable)?.Dispose();
    }
}
