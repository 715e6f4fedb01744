namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>How many values were above <paramref name="Lower"/> and up to <paramref name="Upper"/>.</summary>
internal readonly record struct Bucket(double Lower, double Upper, double Count);
