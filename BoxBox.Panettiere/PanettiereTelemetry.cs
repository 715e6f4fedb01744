using System.Diagnostics;

namespace BoxBox.Panettiere;

/// <summary>The names under which the Panettiere is seen from outside.</summary>
internal static class PanettiereTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Panettiere";

    public static readonly ActivitySource Spans = new(Name);
}
