namespace BoxBox.Tests.Fixtures.Tifosi;

/// <summary>What a program writes, line by line, and when.</summary>
internal sealed class WatchedOutput : StringWriter
{
    private readonly Lock _gate = new();
    private readonly List<(string Part, TaskCompletionSource Seen)> _watchers = [];

    public override void WriteLine(string? value)
    {
        lock (_gate)
        {
            base.WriteLine(value);
            foreach (var watcher in _watchers.Where(watcher => value?.Contains(watcher.Part, StringComparison.Ordinal) == true)) watcher.Seen.TrySetResult();
        }
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <summary>Completes with the next line that has this in it.</summary>
    public Task HasAsync(string part)
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((part, seen));
            return seen.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public override string ToString()
    {
        lock (_gate) return base.ToString();
    }
}
