using System.Diagnostics;

namespace BoxBox.Fornaio;

internal static class FornaioTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Fornaio";

    public static readonly ActivitySource Spans = new(Name);
}
