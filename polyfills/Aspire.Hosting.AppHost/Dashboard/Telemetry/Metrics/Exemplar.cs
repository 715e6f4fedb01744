namespace Aspire.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>One measured value, and the trace that it was measured in.</summary>
internal sealed record Exemplar(DateTimeOffset At, double Value, string TraceId, string SpanId);
