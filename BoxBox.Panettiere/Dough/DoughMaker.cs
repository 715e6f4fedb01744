namespace BoxBox.Panettiere.Dough;

internal sealed class DoughMaker(
    Bench bench, CrewMember crew, HumanTime human, Random dice, IOptions<PanettiereOptions> options, PanettiereTelemetry telemetry, ILogger<DoughMaker> logger)
{
    /// <summary>
    /// Waits for the order's turn, then makes its dough; <see cref="Turn.Yours"/> means that it is made. Who goes away while waiting leaves
    /// the line; who goes away while the dough is in the making makes him throw it away and turn to the next: nobody is left to take it.
    /// </summary>
    /// <param name="gone">The caller went away.</param>
    /// <param name="closing">The service stops: the dough in the making is finished, the line is dissolved.</param>
    /// <exception cref="OperationCanceledException">The caller went away, or the service stops.</exception>
    public async Task<Turn> MakeAsync(string orderId, CancellationToken gone, CancellationToken closing)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, closing);
        var turn = await bench.EnterAsync(orderId, either.Token);
        if (turn is not Turn.Yours)
            return turn;
        try
        {
            await KneadAsync(orderId, gone);
            return turn;
        }
        catch (OperationCanceledException)
        {
            Log.DoughThrownAway(logger, orderId);
            throw;
        }
        finally
        {
            bench.Leave();
        }
    }

    private async Task KneadAsync(string orderId, CancellationToken gone)
    {
        using var span = PanettiereTelemetry.Spans.StartFor("make dough", orderId);
        var duration = dice.Vary(options.Value.TimeToMakeADough, options.Value.VarianceInDoughMakeInSecondsFactor);
        crew.Does(CrewState.MakingDough, [orderId], human.Lasts(duration));
        var took = await human.SpendAsync(duration, gone);
        telemetry.Doughs.Add(1);
        telemetry.DoughDuration.Record(took.TotalSeconds);
        Log.DoughMade(logger, orderId, took.TotalSeconds);
    }
}
