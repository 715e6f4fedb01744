using System.Diagnostics;

namespace BoxBox.Fornaio;

/// <summary>The names under which the Fornaio is seen from outside.</summary>
internal static class FornaioTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.Fornaio";

    public static readonly ActivitySource Spans = new(Name);
}
