namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>An instrument as it was at one moment, for readers.</summary>
internal sealed record Instrument(InstrumentId Id, InstrumentKind Kind, string Unit, string Description, SeriesView[] Series);
