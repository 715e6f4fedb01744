namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <param name="Values">One for each step of the window; null: there was nothing.</param>
internal sealed record ChartLine(string Name, double?[] Values);
