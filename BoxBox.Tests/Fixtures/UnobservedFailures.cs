using System.Collections.Concurrent;

namespace BoxBox.Tests.Fixtures;

/// <summary>Failures of tasks that nobody awaited; of this whole process, so a test looks for its own.</summary>
internal sealed class UnobservedFailures : IDisposable
{
    private readonly ConcurrentQueue<Exception> _seen = [];

    public UnobservedFailures() => TaskScheduler.UnobservedTaskException += Keep;

    /// <summary>What has come to light, once all that can be collected is.</summary>
    public async Task<IReadOnlyCollection<Exception>> CollectAsync()
    {
        // On another stack: frames of the caller's may still know the tasks.
        await Task.Run(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        });
        return _seen;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Keep;

    private void Keep(object? sender, UnobservedTaskExceptionEventArgs failed) => _seen.Enqueue(failed.Exception);
}
