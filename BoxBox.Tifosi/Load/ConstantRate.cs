using System.Threading.Channels;

namespace BoxBox.Tifosi.Load;

/// <summary>How many requests a second, for how long, by at most how many users, and how long the last of them may take after the end.</summary>
internal sealed record Rate(double PerSecond, TimeSpan Length, int MostUsers, TimeSpan GracefulStop);

/// <summary>
/// The open model: requests begin when they are due, whether or not earlier ones were answered, as people who do not know of each other. A latency
/// counts from when its request was due, so that one which had to wait for a server that stood still (or for this program) says so. What is due while
/// every user waits for an answer cannot be sent: it is dropped, and counted.
/// </summary>
internal sealed class ConstantRate(Rate rate, Attempt attempt, Tally tally, Budget budget, TimeProvider time)
{
    // Timers are no finer; what falls due meanwhile begins together.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Channel<TimeSpan> _due = Channel.CreateUnbounded<TimeSpan>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly List<Task> _users = [];
    private readonly long _start = time.GetTimestamp();
    private int _busy;

    /// <summary>Sends for as long as the rate says; returns when the last answer is there, or has been given up.</summary>
    /// <param name="stop">Ends it at once, whatever is under way.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var broken = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stopped = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), broken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, budget.Spent);
        try
        {
            await BeginAllAsync(broken.Token, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Told to stop, or all orders are placed: the end comes early.
        }

        _due.Writer.Complete();
        if (!stop.IsCancellationRequested) broken.CancelAfter(rate.GracefulStop);
        await Task.WhenAll(_users);
    }

    private async Task BeginAllAsync(CancellationToken broken, CancellationToken over)
    {
        var all = (long)Math.Ceiling(rate.PerSecond * rate.Length.TotalSeconds);
        for (var next = 0L; next < all;)
        {
            over.ThrowIfCancellationRequested();
            var (now, first) = (time.GetElapsedTime(_start), next);
            while (next < all && DueAt(next) <= now) next++;
            var wait = DueAt(next) - now;
            // Set before the others begin: what that takes is no part of it.
            var untilNext = next == all ? Task.CompletedTask : Task.Delay(wait < Tick ? Tick : wait, time, over);
            for (; first < next && !over.IsCancellationRequested; first++) Begin(DueAt(first), broken);
            await untilNext;
        }
    }

    private TimeSpan DueAt(long number) => TimeSpan.FromSeconds(number / rate.PerSecond);

    private void Begin(TimeSpan at, CancellationToken broken)
    {
        if (Volatile.Read(ref _busy) >= rate.MostUsers)
        {
            tally.Dropped();
            return;
        }

        if (!budget.TryTake()) return;
        Interlocked.Increment(ref _busy);
        _due.Writer.TryWrite(at);
        if (Volatile.Read(ref _busy) > _users.Count) _users.Add(SendAsync(broken));
    }

    private async Task SendAsync(CancellationToken broken)
    {
        tally.Joined();
        var underWay = false;
        try
        {
            // To the end of what is due, not of the token: each that has begun is counted.
            await foreach (var at in _due.Reader.ReadAllAsync(CancellationToken.None))
            {
                underWay = true;
                var outcome = await attempt(broken);
                tally.Answered(outcome, time.GetElapsedTime(_start) - at);
                tally.Iterated();
                underWay = false;
                Interlocked.Decrement(ref _busy);
            }
        }
        catch (OperationCanceledException) when (broken.IsCancellationRequested)
        {
            tally.BrokenOff(underWay);
        }
        finally
        {
            tally.Left();
        }
    }
}
