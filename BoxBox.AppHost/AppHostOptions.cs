namespace BoxBox.AppHost;

/// <summary>The AppHost's own settings; those of the services are checked by the services.</summary>
internal sealed class AppHostOptions
{
    /// <summary>Whether NATS and Jaeger are containers; default whether docker or podman answers.</summary>
    public bool? Containers { get; set; }

    /// <summary>Whether the fixed ports are tried before the start; default true. False where Aspire chooses: <c>aspire run --isolated</c>.</summary>
    public bool CheckPorts { get; set; } = true;

    /// <summary>Drills, a quicker life, the killed started again, and a second crew that waits; default false. What is given by itself wins.</summary>
    public bool Learn { get; set; }

    [ConfigurationKeyName("Drills:Enabled")]
    public bool Drills { get; set; }

    public NatsOptions Nats { get; } = new();

    /// <summary>Processes by service, 1 to 10; default 2, and 1 of the Fornaio.</summary>
    public Dictionary<string, int> Replicas { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null where something cannot be read, which is said: the binder names the value, the setting and the type.</returns>
    public static AppHostOptions? Read(IConfiguration configuration, Action<string> say)
    {
        try
        {
            // Set, not added as a source: that would make Aspire's own settings be forgotten.
            if (configuration.GetValue("Nats:Servers", 1) is > 1 and var servers)
                configuration["Orders:Replicas"] ??= $"{servers}";
            if (configuration.GetValue("Learn", false))
            {
                configuration["Drills:Enabled"] ??= "true";
                configuration["Orders:AckWaitInSeconds"] ??= "5";
                configuration["Orders:LongestGiveBackInSeconds"] ??= "3";
                configuration["TimeScale"] ??= "2";
            }

            // The binder leaves out of a dictionary, without a word, what is no number.
            foreach (var count in configuration.GetSection(nameof(Replicas)).GetChildren())
                count.Get<int>();
            return configuration.Get<AppHostOptions>() ?? new AppHostOptions();
        }
        catch (InvalidOperationException error)
        {
            say(error.Message);
            return null;
        }
    }

    /// <returns>A line for each setting that breaks its rule: Aspire ignores it, or ends with a stack trace that does not name it.</returns>
    public IEnumerable<string> BrokenRules(IEnumerable<string> services)
    {
        if (Nats.Port is < 1 or > 65_535 || Nats.MonitoringPort is < 1 or > 65_535 || Nats.Port == Nats.MonitoringPort)
            yield return $"Nats:Port and Nats:MonitoringPort must be two ports, from 1 to 65535, not {Nats.Port} and {Nats.MonitoringPort}.";
        if (Nats.Servers is not (1 or 3 or 5))
            yield return $"Nats:Servers must be 1, 3 or 5, not {Nats.Servers}.";
        foreach (var (service, count) in Replicas)
        {
            if (!services.Contains(service, StringComparer.OrdinalIgnoreCase))
                yield return $"Replicas:{service} names no service. There are {string.Join(", ", services)}.";
            else if (count is < 1 or > 10)
                yield return $"Replicas:{service} must be from 1 to 10, not {count}.";
        }
    }
}
