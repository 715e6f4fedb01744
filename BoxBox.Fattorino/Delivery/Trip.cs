namespace BoxBox.Fattorino.Delivery;

/// <summary>The way to the customers, on which now and then he gets lost.</summary>
internal sealed class Trip(CrewMember crew, HumanTime human, Random dice, IOptions<FattorinoOptions> options, FattorinoTelemetry telemetry, ILogger<Trip> logger)
{
    private readonly FattorinoOptions options = options.Value;

    /// <returns>Whether he arrived; not, where the shift was over before.</returns>
    public async Task<bool> RideAsync(IReadOnlyList<HeldOrder> aboard, CancellationToken over)
    {
        var (duration, lost) = Draw();
        using var span = FattorinoTelemetry.StartTrip(aboard)?.SetTag("fattorino.trip.lost", lost);
        crew.Does(CrewState.Riding, [.. aboard.Select(order => $"{order.Order.OrderId}")], human.Lasts(duration), lost ? "lost" : null);
        telemetry.SetOut(lost);
        Log.RidesOff(logger, aboard.Count);
        if (lost)
            Log.Lost(logger, options.LostFactor);
        try
        {
            var ride = human.SpendAsync(duration, over);
            await Task.WhenAll(aboard.Select(order => ShowAsync(order, span, ride)));
            telemetry.TripDuration.Record((await ride).TotalSeconds);
            return true;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            Log.TripCutShort(logger, aboard.Count);
            return false;
        }
        finally
        {
            crew.Does(CrewState.Idle);
        }
    }

    private (TimeSpan Duration, bool Lost) Draw()
    {
        var duration = dice.Vary(options.TripDuration, options.VarianceFactor);
        var lost = dice.Happens(options.ProbabilityOfGettingLost);
        return (lost ? duration * options.LostFactor : duration, lost);
    }

    private static async Task ShowAsync(HeldOrder order, Activity? trip, Task ride)
    {
        using var span = FattorinoTelemetry.StartRide(order, trip);
        await ride;
    }
}
