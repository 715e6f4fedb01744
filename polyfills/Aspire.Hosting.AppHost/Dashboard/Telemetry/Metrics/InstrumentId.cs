namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What tells instruments apart; the replicas of a service share theirs.</summary>
internal readonly record struct InstrumentId(string Service, string Meter, string Name);
