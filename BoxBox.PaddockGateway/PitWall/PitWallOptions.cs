namespace BoxBox.PaddockGateway.PitWall;

/// <summary>What the page may link to; section <c>PitWall</c>. The AppHost sets it to what runs beside the gateway.</summary>
internal sealed class PitWallOptions
{
    public const string Section = "PitWall";

    /// <summary>The Aspire dashboard, as a browser reaches it; default none.</summary>
    [Url]
    public string? Dashboard { get; set; }

    /// <summary>Jaeger, as a browser reaches it; default none.</summary>
    [Url]
    public string? Jaeger { get; set; }
}

[OptionsValidator]
internal sealed partial class PitWallOptionsValidator : IValidateOptions<PitWallOptions>;
