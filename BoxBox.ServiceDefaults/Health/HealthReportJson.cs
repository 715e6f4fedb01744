using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.ServiceDefaults.Health;

/// <summary>A health report as <c>{"status":"unhealthy","checks":{"nats":"unhealthy","self":"healthy"}}</c>; reasons are in the logs.</summary>
internal static class HealthReportJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => NameOf(entry.Value.Status));
        return context.Response.WriteAsJsonAsync(new { Status = NameOf(report.Status), Checks = checks }, JsonSerializerOptions.Web, context.RequestAborted);
    }

    private static string NameOf(HealthStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
