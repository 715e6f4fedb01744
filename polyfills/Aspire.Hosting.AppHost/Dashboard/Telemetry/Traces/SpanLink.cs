namespace Aspire.Hosting.Dashboard.Telemetry.Traces;

/// <summary>From a span to another one that is not its parent, often of another trace.</summary>
internal sealed record SpanLink(string TraceId, string SpanId, Tag[] Tags);
