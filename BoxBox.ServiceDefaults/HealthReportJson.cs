using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.ServiceDefaults;

/// <summary>A health report as <c>{"status":"unhealthy","checks":{"nats":"unhealthy","self":"healthy"},"reasons":{"nats":"…"}}</c>; reasons only where there are any.</summary>
internal static class HealthReportJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => NameOf(entry.Value.Status));
        var reasons = report.Entries.Where(entry => entry.Value.Description is not null).ToDictionary(entry => entry.Key, entry => entry.Value.Description);
        object answer = reasons.Count == 0
            ? new { Status = NameOf(report.Status), Checks = checks }
            : new { Status = NameOf(report.Status), Checks = checks, Reasons = reasons };
        return context.Response.WriteAsJsonAsync(answer, JsonSerializerOptions.Web, context.RequestAborted);
    }

    private static string NameOf(HealthStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
