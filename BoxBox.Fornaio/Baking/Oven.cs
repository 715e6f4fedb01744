using System.Threading.RateLimiting;

namespace BoxBox.Fornaio.Baking;

/// <summary>Bakes a few pizzas at a time, and burns one now and then.</summary>
internal sealed class Oven(CrewMember crew, HumanTime human, Random dice, IOptions<FornaioOptions> options, FornaioTelemetry telemetry, ILogger<Oven> logger)
    : IDisposable
{
    private readonly FornaioOptions _options = options.Value;
    private readonly List<string> _baking = [];
    private readonly ConcurrencyLimiter _places = Line.For(options.Value.Places);

    /// <summary>How the oven stands, in the words of the gRPC contract.</summary>
    public string Status
    {
        get
        {
            var now = _places.GetStatistics()!;
            return $"{_options.Places - now.CurrentAvailablePermits} of {_options.Places} places taken, {now.CurrentQueuedCount} waiting";
        }
    }

    /// <summary>
    /// Waits for a place, then bakes. Who goes away while waiting leaves the line; who goes away while his pizza is in the oven frees its place
    /// at once: nobody is left to take it.
    /// </summary>
    /// <param name="gone">The caller went away.</param>
    /// <param name="closing">The service stops: what is in the oven is baked, the line is dissolved.</param>
    /// <exception cref="OperationCanceledException">The caller went away, or the service stops.</exception>
    public async Task<BakeOutcome> BakeAsync(string orderId, PizzaSize size, CancellationToken gone, CancellationToken closing)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, closing);
        try
        {
            using var place = await _places.AcquireAsync(1, either.Token).ShownAsync(FornaioTelemetry.Spans, orderId);
            if (place.IsAcquired)
                return await BakeInPlaceAsync(orderId, size, gone);
            telemetry.Ended(size, BakeOutcome.SentAway);
            return BakeOutcome.SentAway;
        }
        catch (OperationCanceledException)
        {
            telemetry.Ended(size, outcome: null);
            throw;
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<BakeOutcome> BakeInPlaceAsync(string orderId, PizzaSize size, CancellationToken gone)
    {
        using var span = FornaioTelemetry.Spans.StartFor("bake", orderId);
        try
        {
            var duration = dice.Vary(_options.TimeToBake(size), _options.VarianceFactor);
            var burns = dice.Happens(_options.ProbabilityOfBurning);
            span?.SetTag("fornaio.burnt", burns);
            Bakes(orderId, _baking.Add);
            var took = await human.SpendAsync(duration, gone);
            if (burns)
                crew.Tell(CrewEventKind.Burnt, orderId);
            Log.ComesOut(logger, orderId, burns ? "burnt" : "baked", took.TotalSeconds);
            var outcome = burns ? BakeOutcome.Burnt : BakeOutcome.Baked;
            telemetry.Ended(size, outcome, took);
            return outcome;
        }
        catch (OperationCanceledException)
        {
            Log.TakenOut(logger, orderId);
            throw;
        }
        finally
        {
            Bakes(orderId, taken => _baking.Remove(taken));
        }
    }

    private void Bakes(string orderId, Action<string> change)
    {
        lock (_baking)
        {
            change(orderId);
            if (_baking.Count == 0)
                crew.Does(CrewState.Idle);
            else
                crew.Does(CrewState.Baking, [.. _baking], detail: $"{_baking.Count} of {_options.Places} places");
        }
    }
}

internal enum BakeOutcome
{
    Baked,
    Burnt,

    /// <summary>Too many wait for a place already; it was never in the oven.</summary>
    SentAway,
}
