namespace BoxBox.PaddockGateway.Bookkeeping;

internal static class LedgerEndpoint
{
    public static void MapLedger(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledger", ReadAsync).WithName("readLedger").WithTags(ExplorerExtensions.Operations).Answers(429, 503);

    /// <summary>Whether every order is where it should be</summary>
    /// <remarks>
    /// How many orders were accepted and where they stand, counted from the stream: what was accepted is the sum of the six states, and `duplicates` and
    /// `out_of_order` are 0 unless a guarantee is broken. Counts at least everything that was stored before the request; `as_of_sequence` says up to where.
    /// Two gateways that know the stream since the same message give the same totals as of the same message.
    /// </remarks>
    internal static async Task<Results<Ok<LedgerTotals>, ProblemHttpResult>> ReadAsync(LedgerReader reader, ILogger<LedgerReader> logger, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(await reader.ReadAsync(cancellationToken));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LedgerNotRead(logger, error.Message);
            return Problem.LedgerBehind();
        }
    }
}
