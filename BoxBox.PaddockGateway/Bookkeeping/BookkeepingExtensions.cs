using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Bookkeeping;

internal static class BookkeepingExtensions
{
    /// <summary>Adds the ledger: kept by <see cref="LedgerKeeper"/>, read at the <see cref="LedgerDesk"/>.</summary>
    public static void AddBookkeeping(this IServiceCollection services)
    {
        services.AddSingleton<LedgerBook>();
        services.AddSingleton<LedgerDesk>();
        services.AddHostedService<LedgerKeeper>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, LedgerJson.Default));
    }
}
