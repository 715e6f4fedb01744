using NATS.Client.Core;

namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>Makes a connection's events awaitable. Take the signal before doing what raises the event.</summary>
internal static class Signals
{
    public static Task<NatsEventArgs> NextOpened(this INatsConnection connection)
    {
        var signal = new TaskCompletionSource<NatsEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionOpened += (_, args) => Set(signal, args);
        return signal.Task;
    }

    public static Task<NatsEventArgs> NextDisconnected(this INatsConnection connection)
    {
        var signal = new TaskCompletionSource<NatsEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionDisconnected += (_, args) => Set(signal, args);
        return signal.Task;
    }

    public static Task<NatsEventArgs> NextReconnectFailed(this INatsConnection connection)
    {
        var signal = new TaskCompletionSource<NatsEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ReconnectFailed += (_, args) => Set(signal, args);
        return signal.Task;
    }

    /// <summary>So many tries to connect again that did not succeed.</summary>
    public static Task ReconnectFailures(this INatsConnection connection, int count)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ReconnectFailed += (_, _) =>
        {
            if (Interlocked.Decrement(ref count) == 0)
                signal.SetResult();
            return default;
        };
        return signal.Task;
    }

    public static Task<NatsMessageDroppedEventArgs> NextDropped(this INatsConnection connection)
    {
        var signal = new TaskCompletionSource<NatsMessageDroppedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.MessageDropped += (_, args) => Set(signal, args);
        return signal.Task;
    }

    public static Task<NatsLameDuckModeActivatedEventArgs> NextLameDuck(this INatsConnection connection)
    {
        var signal = new TaskCompletionSource<NatsLameDuckModeActivatedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.LameDuckModeActivated += (_, args) => Set(signal, args);
        return signal.Task;
    }

    private static ValueTask Set<T>(TaskCompletionSource<T> signal, T args)
    {
        signal.TrySetResult(args);
        return default;
    }
}
