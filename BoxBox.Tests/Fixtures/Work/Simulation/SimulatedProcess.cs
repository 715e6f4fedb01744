using NATS.Client.Core;

namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>A worker's process: its calls go wrong as the schedule says, and once it has died nothing that it called ever comes back.</summary>
internal sealed class SimulatedProcess(string name, SimulatedWorld world)
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromSeconds(17);

    private readonly TaskCompletionSource _died = new();

    public string Name => name;

    /// <summary>Completes when it dies.</summary>
    public Task Died => _died.Task;

    public bool IsDead => _died.Task.IsCompleted;

    /// <summary>Makes a call of a port.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="effect">What it does where it gets through.</param>
    /// <param name="cancellationToken">Of who waits for it; not of what is on the way already.</param>
    public async Task<T> CallAsync<T>(string what, Func<T> effect, CancellationToken cancellationToken)
    {
        await NothingAfterDeathAsync();
        var mishap = world.NextMishap(this, what);
        if (mishap is Mishap.CrashBefore)
            _died.TrySetResult();
        await NothingAfterDeathAsync();
        var sent = SendAsync(mishap, effect);
        // It may fail when nobody waits for it any more.
        _ = sent.ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var answer = await sent.WaitAsync(cancellationToken);
        if (mishap is Mishap.CrashAfter)
            _died.TrySetResult();
        await NothingAfterDeathAsync();
        return mishap is Mishap.AnswerLost ? throw new TimeoutException($"The answer to {what} is lost.") : answer;
    }

    private async Task<T> SendAsync<T>(Mishap mishap, Func<T> effect)
    {
        await Task.Delay(mishap is Mishap.Late ? LongAfter : world.DrawLatency(), world.Time);
        if (mishap is Mishap.ClockForward or Mishap.ClockBack)
            world.Time.SetClock(TimeSpan.FromHours(mishap is Mishap.ClockForward ? 1 : -1));
        if (mishap is Mishap.Fails)
            throw new NatsException("The call did not get through.");
        var answer = effect();
        return mishap is Mishap.Twice ? effect() : answer;
    }

    private Task NothingAfterDeathAsync() => IsDead ? new TaskCompletionSource().Task : Task.CompletedTask;
}
