namespace Aspire.Hosting.Dashboard.Telemetry;

/// <summary>Counts changes of something, and wakes those who wait for the next one.</summary>
internal sealed class Changes
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long version;

    public long Version => Interlocked.Read(ref version);

    public void Notify()
    {
        TaskCompletionSource happened;
        lock (gate)
        {
            version++;
            happened = next;
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        happened.SetResult();
    }

    /// <summary>Ends when there has been a change since <paramref name="seen"/>.</summary>
    public Task AfterAsync(long seen, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return version > seen ? Task.CompletedTask : next.Task.WaitAsync(cancellationToken);
        }
    }
}
