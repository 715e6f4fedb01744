namespace BoxBox.Maestro.Kitchen;

/// <summary>
/// A smoke after each order, now and then a longer one than meant; and lunch, some time after the last one. The end of the shift ends both early.
/// </summary>
internal sealed class Breaks(
    CrewMember crew, HumanTime human, Random dice, TimeProvider time, IOptions<MaestroOptions> options, MaestroTelemetry telemetry, ILogger<Breaks> logger)
{
    private readonly MaestroOptions _options = options.Value;
    private long _hungrySince = time.GetTimestamp();
    private volatile bool _isCalled;

    private bool LunchIsDue =>
        _isCalled || (_options.PeriodBetweenLunch > TimeSpan.Zero && _options.LunchDuration > TimeSpan.Zero
        && time.GetElapsedTime(_hungrySince) >= human.Lasts(_options.PeriodBetweenLunch));

    /// <summary>Calls him to lunch: he goes when he has finished the order in hand.</summary>
    public void CallToLunch() => _isCalled = true;

    public async Task SmokeAfterAsync(HeldOrder order, CancellationToken ending)
    {
        if (_options.SmokingDuration == TimeSpan.Zero || ending.IsCancellationRequested)
            return;
        using var span = MaestroTelemetry.Spans.StartFor("smoke", $"{order.Order.OrderId}", order.Trace);
        var duration = dice.Prolong(_options.SmokingDuration, _options.ProbabilityOfOversmoking, _options.OversmokingFactor);
        crew.Does(CrewState.Smoking, lasts: human.Lasts(duration));
        telemetry.Smokes.Add(1);
        await TakeAsync("smoke", duration, telemetry.SmokeDuration, ending);
    }

    /// <param name="waiting">The orders that he holds meanwhile; they stay his.</param>
    public async Task LunchIfDueAsync(IEnumerable<HeldOrder> waiting, CancellationToken ending)
    {
        if (!LunchIsDue || ending.IsCancellationRequested)
            return;
        _isCalled = false;
        HeldOrder[] held = [.. waiting];
        using var span = MaestroTelemetry.StartLunch(held);
        // Called to it where there is none usually, he lunches as long as by default.
        var duration = _options.LunchDuration > TimeSpan.Zero ? _options.LunchDuration : new MaestroOptions().LunchDuration;
        crew.Does(CrewState.Lunching, [.. held.Select(order => $"{order.Order.OrderId}")], human.Lasts(duration));
        crew.Tell(CrewEventKind.WentToLunch);
        telemetry.Lunches.Add(1);
        Log.Lunch(logger);
        await TakeAsync("lunch", duration, telemetry.LunchDuration, ending);
        _hungrySince = time.GetTimestamp();
    }

    private async Task TakeAsync(string name, TimeSpan duration, Histogram<double> taken, CancellationToken ending)
    {
        try
        {
            taken.Record((await human.SpendAsync(duration, ending)).TotalSeconds);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Log.BreakCutShort(logger, name);
        }
    }
}
