using System.Diagnostics;

namespace BoxBox.PaddockGateway;

/// <summary>The names under which the gateway is seen from outside.</summary>
internal static class GatewayTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.PaddockGateway";

    public static readonly ActivitySource Spans = new(Name);
}
