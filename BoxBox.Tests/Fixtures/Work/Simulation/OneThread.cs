namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>
/// Runs everything that is awaited on the calling thread, in an order that the dice draw, and lets time pass only when nobody has anything to do: the
/// same dice give the same run.
/// </summary>
internal sealed class OneThread(SimulatedTime time, Random dice) : SynchronizationContext
{
    /// <summary>How much time passes when nobody has anything to do.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly List<(SendOrPostCallback Call, object? State)> _ready = [];

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_ready)
            _ready.Add((d, state));
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs until the task is done.</summary>
    /// <exception cref="TimeoutException">It is not, after so much time.</exception>
    public void Run(Func<Task> start, TimeSpan patience)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var began = time.GetTimestamp();
            var task = start();
            while (!task.IsCompleted)
            {
                while (TryTake(out var next))
                    next.Call(next.State);
                if (time.GetElapsedTime(began) > patience)
                    throw new TimeoutException($"Not done after {patience}.");
                if (!task.IsCompleted)
                    time.Advance(Tick);
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private bool TryTake(out (SendOrPostCallback Call, object? State) next)
    {
        lock (_ready)
        {
            next = default;
            if (_ready.Count == 0)
                return false;
            var index = dice.Next(_ready.Count);
            next = _ready[index];
            _ready.RemoveAt(index);
            return true;
        }
    }
}
