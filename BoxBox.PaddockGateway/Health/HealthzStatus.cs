using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.PaddockGateway.Health;

/// <summary>How one thing is that orders need.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
internal sealed record HealthzStatus(string Status)
{
    public static string Of(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "unavailable";
}
