using Google.Protobuf;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.Polyfills.Dashboard;

/// <summary>OTLP requests, made by hand.</summary>
internal static class Otlp
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Span Span(int trace, int span, string name, int parent = 0, double startInSeconds = 0, double seconds = 1) => new()
    {
        TraceId = TraceId(trace),
        SpanId = SpanId(span),
        ParentSpanId = parent == 0 ? ByteString.Empty : SpanId(parent),
        Name = name,
        StartTimeUnixNano = Nanoseconds(Start.AddSeconds(startInSeconds)),
        EndTimeUnixNano = Nanoseconds(Start.AddSeconds(startInSeconds + seconds)),
    };

    public static LogRecord Log(string message, SeverityNumber severity = SeverityNumber.Info, double atInSeconds = 0) => new()
    {
        Body = new AnyValue { StringValue = message },
        SeverityNumber = severity,
        TimeUnixNano = Nanoseconds(Start.AddSeconds(atInSeconds)),
    };

    public static ExportTraceServiceRequest Traces(string service, params IEnumerable<Span> spans) =>
        new() { ResourceSpans = { new ResourceSpans { Resource = Resource(service), ScopeSpans = { new ScopeSpans { Scope = new() { Name = "tests" }, Spans = { spans } } } } } };

    public static ExportLogsServiceRequest Logs(string service, params IEnumerable<LogRecord> logs) =>
        new() { ResourceLogs = { new ResourceLogs { Resource = Resource(service), ScopeLogs = { new ScopeLogs { Scope = new() { Name = "Tests.Category" }, LogRecords = { logs } } } } } };

    public static ExportMetricsServiceRequest Metrics(string service, params IEnumerable<Metric> metrics) =>
        new() { ResourceMetrics = { new ResourceMetrics { Resource = Resource(service), ScopeMetrics = { new ScopeMetrics { Scope = new() { Name = "tests" }, Metrics = { metrics } } } } } };

    public static KeyValue Tag(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    public static string TraceText(int trace) => Convert.ToHexStringLower(TraceId(trace).Span);

    public static string SpanText(int span) => Convert.ToHexStringLower(SpanId(span).Span);

    public static ByteString TraceId(int number) => Id(number, 16);

    public static ByteString SpanId(int number) => Id(number, 8);

    public static ulong Nanoseconds(DateTimeOffset at) => (ulong)(at - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <param name="service">The service, and after a # its instance.</param>
    private static Resource Resource(string service)
    {
        var parts = service.Split('#');
        var resource = new Resource { Attributes = { Tag("service.name", parts[0]) } };
        if (parts.Length > 1)
        {
            resource.Attributes.Add(Tag("service.instance.id", parts[1]));
        }

        return resource;
    }

    private static ByteString Id(int number, int length)
    {
        var bytes = new byte[length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(length - 4), number);
        return ByteString.CopyFrom(bytes);
    }
}
