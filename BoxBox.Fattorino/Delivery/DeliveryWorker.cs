namespace BoxBox.Fattorino.Delivery;

/// <summary>
/// The Fattorino at work: takes what he was given on one trip, and tells of each pizza when he rides off and when he has arrived. Now and then he gets lost.
/// </summary>
internal sealed class DeliveryWorker(
    CrewMember crew, HumanTime human, Random dice, IOptions<FattorinoOptions> options, FattorinoTelemetry telemetry, ILogger<DeliveryWorker> logger)
    : IOrderWorker
{
    private readonly FattorinoOptions _options = options.Value;

    public async Task WorkAsync(IReadOnlyList<HeldOrder> batch, Shift shift)
    {
        if (shift.Ending.IsCancellationRequested)
            return;

        // Each for itself: what goes wrong with one pizza is settled there, and the others go on.
        await Task.WhenAll(batch.Select(order => order.AttemptAsync(token => order.ReachAsync(OrderStatus.OutForDelivery, token))));
        HeldOrder[] aboard = [.. batch.Where(order => !order.IsSettled)];
        if (aboard.Length > 0 && await RideAsync(aboard, shift.Over))
            await Task.WhenAll(aboard.Select(order => order.AttemptAsync(order.FinishAsync)));
    }

    public Task RestAsync(Shift shift) => Task.CompletedTask;

    /// <returns>Whether he arrived; not, where the shift was over before.</returns>
    private async Task<bool> RideAsync(HeldOrder[] aboard, CancellationToken over)
    {
        var (duration, lost) = Draw();
        using var span = FattorinoTelemetry.StartTrip(aboard)?.SetTag("fattorino.trip.lost", lost);
        crew.Does(CrewState.Riding, [.. aboard.Select(order => $"{order.Order.OrderId}")], human.Lasts(duration), lost ? "lost" : null);
        telemetry.SetOut(lost);
        Log.RidesOff(logger, aboard.Length);
        if (lost)
            Log.Lost(logger, _options.LostFactor);
        try
        {
            var ride = human.SpendAsync(duration, over);
            await Task.WhenAll(aboard.Select(order => ShowAsync(order, span, ride)));
            telemetry.TripDuration.Record((await ride).TotalSeconds);
            return true;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            Log.TripCutShort(logger, aboard.Length);
            return false;
        }
        finally
        {
            crew.Does(CrewState.Idle);
        }
    }

    private (TimeSpan Duration, bool Lost) Draw()
    {
        var duration = dice.Vary(_options.TripDuration, _options.VarianceFactor);
        var lost = dice.Happens(_options.ProbabilityOfGettingLost);
        return (lost ? duration * _options.LostFactor : duration, lost);
    }

    private static async Task ShowAsync(HeldOrder order, Activity? trip, Task ride)
    {
        using var span = FattorinoTelemetry.StartRide(order, trip);
        await ride;
    }
}
