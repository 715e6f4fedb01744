using Aspire.Hosting.Dashboard.Telemetry;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>Takes the three kinds of OTLP requests, however they came.</summary>
internal sealed class OtlpReceiver
{
    private readonly SpanReader spans;
    private readonly LogReader logs;
    private readonly MetricReader metrics;

    public OtlpReceiver(TelemetryStore store, TimeProvider time)
    {
        var fields = new OtlpFields(store);
        spans = new(store, fields);
        logs = new(store, fields, time);
        metrics = new(store, fields);
    }

    public (Received Outcome, ExportTraceServiceResponse Answer) Receive(ExportTraceServiceRequest request)
    {
        var outcome = spans.Receive(request);
        return (outcome, new() { PartialSuccess = outcome.Refused == 0 ? null : new() { RejectedSpans = outcome.Refused, ErrorMessage = outcome.Problem } });
    }

    public (Received Outcome, ExportLogsServiceResponse Answer) Receive(ExportLogsServiceRequest request)
    {
        var outcome = logs.Receive(request);
        return (outcome, new() { PartialSuccess = outcome.Refused == 0 ? null : new() { RejectedLogRecords = outcome.Refused, ErrorMessage = outcome.Problem } });
    }

    public (Received Outcome, ExportMetricsServiceResponse Answer) Receive(ExportMetricsServiceRequest request)
    {
        var outcome = metrics.Receive(request);
        return (outcome, new() { PartialSuccess = outcome.Refused == 0 ? null : new() { RejectedDataPoints = outcome.Refused, ErrorMessage = outcome.Problem } });
    }
}
