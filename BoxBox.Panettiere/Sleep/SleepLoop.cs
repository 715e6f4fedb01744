using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Panettiere.Sleep;

/// <summary>Awake for a while, then asleep for a while, all day long.</summary>
internal sealed class SleepLoop(
    Bench bench, CrewMember crew, HumanTime human, Random dice, IOptions<PanettiereOptions> options, PanettiereTelemetry telemetry, ILogger<SleepLoop> logger)
    : BackgroundService
{
    private readonly PanettiereOptions _options = options.Value;
    private TaskCompletionSource _sleepCue = NewCue();
    private TaskCompletionSource _wakeCue = NewCue();

    private bool SleepsByHimself => _options.PeriodBetweenSleep > TimeSpan.Zero && _options.SleepDuration > TimeSpan.Zero;

    /// <summary>As long as always; where he never sleeps by himself, as long as by default.</summary>
    private TimeSpan SleepDuration => _options.SleepDuration > TimeSpan.Zero ? _options.SleepDuration : new PanettiereOptions().SleepDuration;

    /// <summary>Sends him to sleep before it is time: now, or when the dough in hand is done. He wakes up as always.</summary>
    public void FallAsleep() => _sleepCue.TrySetResult();

    public void WakeUp() => _wakeCue.TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // From half the period to all of it: replicas that start together do not fall asleep together.
        var awake = SleepsByHimself ? _options.PeriodBetweenSleep * (0.5 + (0.5 * dice.NextDouble())) : TimeSpan.Zero;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await (SleepsByHimself ? human.SpendAsync(awake, _sleepCue.Task, stoppingToken) : _sleepCue.Task.WaitAsync(stoppingToken));
                _wakeCue = NewCue();
                await bench.SleepAsync().WaitAsync(stoppingToken);
                await SleepAsync(stoppingToken);
                _sleepCue = NewCue();
                awake = _options.PeriodBetweenSleep;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Without an exception: a host that is told to stop before it has started would take one for a failure of his.
        }
    }

    private static TaskCompletionSource NewCue() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SleepAsync(CancellationToken stoppingToken)
    {
        using var span = bench.Sleep;
        Activity.Current = span;
        var oversleeps = dice.Happens(_options.ProbabilityOfOversleeping);
        span?.SetTag("panettiere.oversleeping", oversleeps);
        telemetry.Sleeps.Add(1);
        Log.FellAsleep(logger, oversleeps);
        var duration = oversleeps ? SleepDuration * _options.OversleepingFactor : SleepDuration;
        crew.Does(CrewState.Sleeping, lasts: human.Lasts(duration), detail: oversleeps ? "oversleeping" : null);
        crew.Tell(CrewEventKind.FellAsleep);
        try
        {
            var took = await human.SpendAsync(duration, _wakeCue.Task, stoppingToken);
            telemetry.SleepDuration.Record(took.TotalSeconds);
            Log.WokeUp(logger, took.TotalSeconds);
        }
        finally
        {
            bench.WakeUp();
            crew.Tell(CrewEventKind.WokeUp);
        }
    }
}

/// <summary>Unhealthy, and over gRPC NOT_SERVING, while he sleeps.</summary>
internal sealed class AwakeCheck(Bench bench) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(bench.IsAsleep ? HealthCheckResult.Unhealthy("The Panettiere sleeps.") : HealthCheckResult.Healthy("The Panettiere is awake."));
}
