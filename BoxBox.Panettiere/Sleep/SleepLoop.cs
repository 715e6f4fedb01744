using System.Diagnostics;
using BoxBox.Panettiere.Dough;
using BoxBox.People;
using Microsoft.Extensions.Options;

namespace BoxBox.Panettiere.Sleep;

/// <summary>Awake for a while, then asleep for a while, all day long.</summary>
internal sealed class SleepLoop(Bench bench, HumanTime human, Random dice, IOptions<PanettiereOptions> options, PanettiereMetrics metrics, ILogger<SleepLoop> logger) : BackgroundService
{
    private readonly PanettiereOptions options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.PeriodBetweenSleep == TimeSpan.Zero || options.SleepDuration == TimeSpan.Zero)
            return;
        var awake = FirstPeriod();
        while (!stoppingToken.IsCancellationRequested)
        {
            await human.SpendAsync(awake, stoppingToken);
            await bench.SleepAsync().WaitAsync(stoppingToken);
            await SleepAsync(stoppingToken);
            awake = options.PeriodBetweenSleep;
        }
    }

    /// <summary>From half the period to all of it: replicas that start together do not fall asleep together.</summary>
    private TimeSpan FirstPeriod() => options.PeriodBetweenSleep * (0.5 + (0.5 * dice.NextDouble()));

    private async Task SleepAsync(CancellationToken stoppingToken)
    {
        using var span = bench.Sleep;
        Activity.Current = span;
        var oversleeps = dice.Happens(options.ProbabilityOfOversleeping);
        span?.SetTag("panettiere.oversleeping", oversleeps);
        metrics.FellAsleep();
        Log.FellAsleep(logger, oversleeps);
        try
        {
            var took = await human.SpendAsync(oversleeps ? options.SleepDuration * options.OversleepingFactor : options.SleepDuration, stoppingToken);
            metrics.Slept(took);
            Log.WokeUp(logger, took.TotalSeconds);
        }
        finally
        {
            bench.WakeUp();
        }
    }
}
