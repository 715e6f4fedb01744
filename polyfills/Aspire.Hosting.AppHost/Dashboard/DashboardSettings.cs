using System.Globalization;
using Aspire.Hosting.Dashboard.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where the dashboard listens and who may come in; by the names that Aspire gives these settings.</summary>
internal sealed record DashboardSettings
{
    /// <summary>The pages; from <c>ASPNETCORE_URLS</c>, which the launch profile's applicationUrl sets.</summary>
    public required Uri Pages { get; init; }

    /// <summary>OTLP/gRPC, from <c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c>; null: not served.</summary>
    public Uri? OtlpGrpc { get; init; }

    /// <summary>OTLP/HTTP on an address of its own, from <c>ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL</c>; the pages' address serves it in any case.</summary>
    public Uri? OtlpHttp { get; init; }

    /// <summary>What the printed address carries, from <c>AppHost:BrowserToken</c>; null: made at start.</summary>
    public string? BrowserToken { get; init; }

    /// <summary>From <c>AppHost:OtlpApiKey</c>; null: senders need none.</summary>
    public string? OtlpApiKey { get; init; }

    /// <summary>From <c>ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS</c>: neither token nor key is asked for.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>From <c>Dashboard:TelemetryLimits</c>: MaxSpanCount, MaxLogCount, MaxMetricsCount, MaxConsoleLineCount.</summary>
    public TelemetryLimits Limits { get; init; } = new();

    /// <returns>Null where no address is given: then there is no dashboard.</returns>
    /// <exception cref="DistributedApplicationException">A setting is not what it has to be; the message names it.</exception>
    public static DashboardSettings? From(IConfiguration configuration)
    {
        var pages = Address(configuration, "ASPNETCORE_URLS");
        return pages is null ? null : new DashboardSettings
        {
            Pages = pages,
            OtlpGrpc = Address(configuration, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"),
            OtlpHttp = Address(configuration, "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"),
            BrowserToken = NullIfEmpty(configuration["AppHost:BrowserToken"]),
            OtlpApiKey = NullIfEmpty(configuration["AppHost:OtlpApiKey"]),
            AllowAnonymous = bool.TryParse(configuration["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"], out var allowed) && allowed,
            Limits = new TelemetryLimits
            {
                Spans = Limit(configuration, "MaxSpanCount", 50_000),
                Logs = Limit(configuration, "MaxLogCount", 20_000),
                MetricPoints = Limit(configuration, "MaxMetricsCount", 200_000),
                ConsoleLines = Limit(configuration, "MaxConsoleLineCount", 20_000),
            },
        };
    }

    private static Uri? Address(IConfiguration configuration, string name)
    {
        var addresses = (configuration[name] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0)
        {
            return null;
        }

        var text = Array.Find(addresses, address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            ?? throw new NotSupportedException($"{name} is '{configuration[name]}': HTTPS needs the official package Aspire.Hosting.AppHost; give an http:// address.");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.IsLoopback
            ? address
            : throw new DistributedApplicationException($"{name} is '{text}': it must be an address of this machine alone, such as http://localhost:15888.");
    }

    private static int Limit(IConfiguration configuration, string name, int standard)
    {
        var text = configuration[$"Dashboard:TelemetryLimits:{name}"];
        return string.IsNullOrEmpty(text) ? standard
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 10_000_000 ? limit
            : throw new DistributedApplicationException($"Dashboard:TelemetryLimits:{name} is '{text}': it must be a whole number from 1 to 10000000.");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
