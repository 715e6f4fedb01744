namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Not a setting: a stop's limits fit together (see <see cref="ServiceDefaultsExtensions"/>).</summary>
internal sealed class LastTelemetryOptions
{
    /// <summary>A collector that is away, or takes and never answers, must not hold up the end.</summary>
    public int TimeoutMilliseconds { get; set; } = 2500;
}
