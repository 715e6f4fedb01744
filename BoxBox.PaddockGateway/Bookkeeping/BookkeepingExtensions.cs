namespace BoxBox.PaddockGateway.Bookkeeping;

internal static class BookkeepingExtensions
{
    /// <summary>Adds the ledger: written by the feed, saved by <see cref="LedgerSaver"/>, asked through <see cref="LedgerReader"/>.</summary>
    public static void AddBookkeeping(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<LedgerOptions>, LedgerOptionsValidator>();
        services.AddOptions<LedgerOptions>().BindConfiguration(LedgerOptions.Section).ValidateOnStart();
        services.AddSingleton<CurrentLedger>();
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<ILedgerStore, LedgerObjectStore>();
        services.AddHostedService<LedgerSaver>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, LedgerJson.Default));
    }
}
