namespace Aspire.Hosting.Dashboard.Telemetry.Traces;

/// <summary>As OpenTelemetry numbers them.</summary>
internal enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
