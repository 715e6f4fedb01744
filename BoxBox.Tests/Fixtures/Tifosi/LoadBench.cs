using BoxBox.Tifosi.Load;
using Microsoft.Extensions.Time.Testing;
using Outcome = BoxBox.Tifosi.Load.Outcome;

namespace BoxBox.Tests.Fixtures.Tifosi;

/// <summary>A run on a clock that the test moves, and on the test's own thread: whatever falls due has happened when the clock has been moved.</summary>
internal sealed class LoadBench : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public LoadBench(long? orders = null)
    {
        Tally = new Tally(Time);
        Budget = new Budget(orders);
    }

    public FakeTimeProvider Time { get; } = new();

    public Tally Tally { get; }

    public Budget Budget { get; }

    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Away from the test framework's synchronization context, which would hand continuations to other threads.</summary>
    public static Task PlayAsync(Func<Task> play) => Task.Run(play);

    public void Pass(double seconds)
    {
        for (var end = Time.GetUtcNow() + TimeSpan.FromSeconds(seconds); Time.GetUtcNow() < end;) Time.Advance(Step);
    }

    /// <summary>A request that takes so long.</summary>
    public Attempt Takes(double seconds) => async cancellationToken =>
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), Time, cancellationToken);
        return Outcome.Fine;
    };

    public void Dispose()
    {
        Budget.Dispose();
        Stop.Dispose();
    }
}
