namespace BoxBox.Maestro.Breaks;

/// <summary>Lunch, some time after the last one. Orders that he holds meanwhile stay his.</summary>
internal sealed class Lunch
{
    private readonly MaestroOptions options;
    private readonly CrewMember crew;
    private readonly HumanTime human;
    private readonly TimeProvider time;
    private readonly MaestroMetrics metrics;
    private readonly ILogger<Lunch> logger;
    private long hungrySince;
    private volatile bool isCalled;

    public Lunch(CrewMember crew, HumanTime human, TimeProvider time, IOptions<MaestroOptions> options, MaestroMetrics metrics, ILogger<Lunch> logger)
    {
        (this.crew, this.human, this.time, this.options, this.metrics, this.logger) = (crew, human, time, options.Value, metrics, logger);
        hungrySince = time.GetTimestamp();
    }

    private bool IsDue =>
        isCalled || (options.PeriodBetweenLunch > TimeSpan.Zero && options.LunchDuration > TimeSpan.Zero
        && time.GetElapsedTime(hungrySince) >= human.Lasts(options.PeriodBetweenLunch));

    /// <summary>As long as always; where there is none usually, as long as by default.</summary>
    private TimeSpan Duration => options.LunchDuration > TimeSpan.Zero ? options.LunchDuration : new MaestroOptions().LunchDuration;

    /// <summary>Calls him to lunch: he goes when he has finished the order in hand.</summary>
    public void Call() => isCalled = true;

    /// <summary>Ends early, and without an error, when the shift ends.</summary>
    /// <param name="waiting">The orders that he holds meanwhile.</param>
    /// <param name="ending">The end of the shift.</param>
    public async Task TakeIfDueAsync(IEnumerable<HeldOrder> waiting, CancellationToken ending)
    {
        if (!IsDue || ending.IsCancellationRequested)
            return;
        isCalled = false;
        HeldOrder[] held = [.. waiting];
        using var span = MaestroTelemetry.StartLunch(held);
        crew.Does(CrewState.Lunching, [.. held.Select(order => order.Order.OrderId.ToString())], human.Lasts(options.LunchDuration));
        crew.Tell(CrewEventKind.WentToLunch);
        metrics.StartedLunch();
        Log.Lunch(logger);
        try
        {
            metrics.Lunched(await human.SpendAsync(Duration, ending));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Log.BreakCutShort(logger, "lunch");
        }

        hungrySince = time.GetTimestamp();
    }
}
