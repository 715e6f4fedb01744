namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

internal enum InstrumentKind
{
    /// <summary>Only ever grows: looked at as a rate.</summary>
    Counter,

    /// <summary>A sum that goes up and down.</summary>
    UpDownCounter,

    /// <summary>A value as it is now.</summary>
    Gauge,

    Histogram,
}
