namespace BoxBox.Maestro.Breaks;

/// <summary>A smoke after each order; now and then a longer one than meant.</summary>
internal sealed class Smoking(CrewMember crew, HumanTime human, Random dice, IOptions<MaestroOptions> options, MaestroMetrics metrics, ILogger<Smoking> logger)
{
    private readonly MaestroOptions options = options.Value;

    /// <summary>Ends early, and without an error, when the shift ends.</summary>
    public async Task AfterAsync(HeldOrder order, CancellationToken ending)
    {
        if (options.SmokingDuration == TimeSpan.Zero || ending.IsCancellationRequested)
            return;
        using var span = MaestroTelemetry.Start("smoke", order.Order.OrderId, order.Trace);
        var duration = dice.Prolong(options.SmokingDuration, options.ProbabilityOfOversmoking, options.OversmokingFactor);
        crew.Does(CrewState.Smoking, lasts: human.Lasts(duration));
        metrics.StartedSmoking();
        try
        {
            metrics.Smoked(await human.SpendAsync(duration, ending));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Log.BreakCutShort(logger, "smoke");
        }
    }
}
