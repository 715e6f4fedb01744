using System.Globalization;
using BoxBox.AppHost.Nats;
using Microsoft.Extensions.Configuration;

namespace BoxBox.AppHost;

/// <summary>The AppHost's own settings; those of the services are checked by the services.</summary>
internal sealed class AppHostOptions
{
    /// <summary>Whether NATS and Jaeger are containers; default whether docker or podman answers.</summary>
    public bool? Containers { get; set; }

    /// <summary>Whether the fixed ports are tried before the start; default true. False where Aspire chooses others: in tests, and for <c>aspire run --isolated</c>.</summary>
    public bool CheckPorts { get; set; } = true;

    public NatsOptions Nats { get; } = new();

    public DrillSwitch Drills { get; } = new();

    /// <summary>Processes by service, 1 to 10; default 2, and 1 of the Fornaio.</summary>
    public Dictionary<string, string> Replicas { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null where something cannot be read, and that was said: the binder names the value, the setting and the type.</returns>
    public static AppHostOptions? Read(IConfiguration configuration, Action<string> say)
    {
        try
        {
            return configuration.Get<AppHostOptions>() ?? new AppHostOptions();
        }
        catch (InvalidOperationException error)
        {
            say(error.Message);
            return null;
        }
    }

    /// <returns>A line for each setting that breaks its rule: Aspire ignores it, or ends with a stack trace that does not name it.</returns>
    public IEnumerable<string> BrokenRules(IReadOnlyCollection<string> services)
    {
        if (Nats.Port is < 1 or > 65_535 || Nats.MonitoringPort is < 1 or > 65_535 || Nats.Port == Nats.MonitoringPort)
            yield return $"Nats:Port and Nats:MonitoringPort must be two ports, from 1 to 65535, not {Nats.Port} and {Nats.MonitoringPort}.";
        foreach (var service in Replicas.Keys.Except(services, StringComparer.OrdinalIgnoreCase))
            yield return $"Replicas:{service} names no service. There are {string.Join(", ", services)}.";
        foreach (var (service, count) in Replicas.Where(replicas => ReplicasOf(replicas.Key, 0) is < 1 or > 10))
            yield return $"Replicas:{service} must be from 1 to 10, not '{count}'.";
    }

    /// <summary>As text up to here: the binder leaves out of a dictionary, without a word, what is no number.</summary>
    public int ReplicasOf(string service, int standard) =>
        !Replicas.TryGetValue(service, out var count) ? standard : int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    internal sealed record DrillSwitch
    {
        public bool Enabled { get; set; }
    }
}
