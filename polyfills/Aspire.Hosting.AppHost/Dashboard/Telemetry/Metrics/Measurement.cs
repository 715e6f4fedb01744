namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>One data point as it was sent.</summary>
internal sealed record Measurement
{
    public required InstrumentId Instrument { get; init; }

    public required InstrumentKind Kind { get; init; }

    public required string Unit { get; init; }

    public required string Description { get; init; }

    public required Sender Sender { get; init; }

    /// <summary>Sorted by key.</summary>
    public required Tag[] Tags { get; init; }

    /// <summary>Since when a cumulative value counts: a new start means that the counting began again at zero.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The value is what was added since the measurement before.</summary>
    public required bool IsDelta { get; init; }

    public double Value { get; init; }

    /// <summary>Of a histogram; null for the others.</summary>
    public Distribution? Distribution { get; init; }

    public Exemplar[] Exemplars { get; init; } = [];
}
