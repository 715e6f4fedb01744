namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>How the ledger is kept; section <c>Ledger</c>.</summary>
internal sealed class LedgerOptions
{
    public const string Section = "Ledger";

    /// <summary>Seconds between two snapshots, from which a gateway that starts reads on. 0.1 to 3600, default 5.</summary>
    [Range(0.1, 3600)]
    public double SaveIntervalInSeconds { get; set; } = 5;

    public TimeSpan SaveInterval => TimeSpan.FromSeconds(SaveIntervalInSeconds);
}

[OptionsValidator]
internal sealed partial class LedgerOptionsValidator : IValidateOptions<LedgerOptions>;
