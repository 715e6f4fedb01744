using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.PaddockGateway.Health;

/// <summary>How one thing is that orders need.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Reason">Why it is unavailable.</param>
internal sealed record HealthzStatus(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null)
{
    public static HealthzStatus Of(HealthReportEntry entry) => new(Word(entry.Status), entry.Status == HealthStatus.Healthy ? null : entry.Description);

    /// <summary>A stream that is full is ready for all but what this asks: a new order.</summary>
    public static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "unavailable";
}
