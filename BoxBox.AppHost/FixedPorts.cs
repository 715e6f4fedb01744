using System.Net;
using System.Net.NetworkInformation;

namespace BoxBox.AppHost;

/// <summary>The fixed ports. Aspire 13.6 says nothing of one that is taken: the start hangs, or where it is the dashboard's there is none.</summary>
internal static class FixedPorts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly string[] OfTheDashboard =
        ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];

    /// <summary>Gives what ran here before some time: its processes may still be ending.</summary>
    /// <returns>A line for each port that stays taken.</returns>
    public static async Task<IReadOnlyList<string>> TakenAsync(IDistributedApplicationBuilder builder, TimeProvider time, Action<string> say)
    {
        var began = time.GetTimestamp();
        var lines = Taken(builder);
        if (lines is not [])
            say($"{lines[0]} Waiting up to {Patience.TotalSeconds} s, in case it is what ran here before and still ends …");
        for (; lines is not [] && time.GetElapsedTime(began) < Patience; lines = Taken(builder))
            await Task.Delay(BetweenLooks, time);
        return lines;
    }

    private static string[] Taken(IDistributedApplicationBuilder builder)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => IPAddress.IsLoopback(listener.Address) || listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any))
            .Select(listener => listener.Port).ToHashSet();
        var ofResources = builder.Resources.SelectMany(
            resource => resource.Annotations.OfType<EndpointAnnotation>(), (resource, endpoint) => (endpoint.Port, By: $"{resource.Name} ({endpoint.Name})"));
        var ofTheDashboard = OfTheDashboard.Where(setting => builder.Configuration[setting] is not null)
            .Select(setting => (Port: (int?)new Uri(builder.Configuration[setting]!.Split(';')[0]).Port, By: $"the dashboard ({setting})"));
        return [.. from needed in ofResources.Concat(ofTheDashboard)
                   where taken.Contains(needed.Port ?? 0)
                   select $"Port {needed.Port} is needed by {needed.By}, and is taken (ss -ltnp shows by whom)."];
    }
}
