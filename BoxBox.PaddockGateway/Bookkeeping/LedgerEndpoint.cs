using BoxBox.PaddockGateway.Explorers;
using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BoxBox.PaddockGateway.Bookkeeping;

internal static class LedgerEndpoint
{
    public static void MapLedger(this IEndpointRouteBuilder routes) => routes.MapGet("/ledger", ReadAsync).DescribeLedger();

    private static async Task<Results<Ok<LedgerTotals>, RetryLater>> ReadAsync(LedgerReader reader, ILogger<LedgerReader> logger, CancellationToken cancellationToken)
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
