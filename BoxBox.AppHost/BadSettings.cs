using System.Globalization;
using System.Text.RegularExpressions;
using BoxBox.AppHost.Nats;
using Microsoft.Extensions.Configuration;

namespace BoxBox.AppHost;

/// <summary>Finds, before anything starts, the AppHost's own settings that break their rule. Those of the services are checked by the services.</summary>
internal static partial class BadSettings
{
    private const int HighestPort = 65_535;

    // Of Aspire's own dashboard, which asks there for what ours just knows.
    private const string ResourceService = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";

    private static readonly string[] Switches = ["Containers", "Drills:Enabled"];

    /// <returns>A line for each, which names the setting and the rule.</returns>
    public static List<string> Among(IConfiguration configuration)
    {
        var values = configuration.AsEnumerable().Where(setting => setting.Value is not null).Select(setting => (setting.Key, Value: setting.Value!)).ToList();
        return [.. values.Select(setting => RuleBrokenBy(setting.Key, setting.Value)).OfType<string>(), .. SharedPort(configuration)];
    }

    private static string? RuleBrokenBy(string setting, string value)
    {
        if (Is(setting, NatsOptions.PortSetting) || Is(setting, NatsOptions.MonitoringPortSetting))
            return IsWholeNumber(value, HighestPort) ? null : $"{setting} must be a port, a whole number from 1 to {HighestPort}, not '{value}'.";
        if (setting.StartsWith(Settings.ReplicasPrefix, StringComparison.OrdinalIgnoreCase))
            return IsWholeNumber(value, Settings.MostReplicas) ? null : $"{setting} must be a whole number from 1 to {Settings.MostReplicas}, not '{value}'.";
        if (Array.Exists(Switches, name => Is(setting, name)))
            return bool.TryParse(value, out _) ? null : $"{setting} must be true or false, not '{value}'.";
        if (Settings.DashboardAddresses.Append(ResourceService).Any(name => Is(setting, name)))
            return Port().Matches(value).All(port => IsPortOrAny(port.Groups[1].Value)) ? null : $"The port of {setting} must be from 0 (any) to {HighestPort}, not as in '{value}'.";
        return null;
    }

    private static IEnumerable<string> SharedPort(IConfiguration configuration)
    {
        var standard = new NatsOptions();
        var port = configuration[NatsOptions.PortSetting] ?? $"{standard.Port}";
        var monitoring = configuration[NatsOptions.MonitoringPortSetting] ?? $"{standard.MonitoringPort}";
        return port == monitoring ? [$"{NatsOptions.PortSetting} and {NatsOptions.MonitoringPortSetting} must differ, but both are '{port}'."] : [];
    }

    private static bool Is(string setting, string name) => string.Equals(setting, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsPortOrAny(string text) => text.All(digit => digit == '0') || IsWholeNumber(text, HighestPort);

    private static bool IsWholeNumber(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most;

    // Where the host ends; in IPv6 it has colons of its own, and a bracket after them.
    [GeneratedRegex(@"://(?:\[[^\]]*\]|[^:/;\[]*):(\d+)")]
    private static partial Regex Port();
}
