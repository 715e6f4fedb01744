namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>For what blocks, and must not take a thread of the pool's few: on a small machine all else would stand still meanwhile.</summary>
internal static class OwnThread
{
    public static Task Run(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
