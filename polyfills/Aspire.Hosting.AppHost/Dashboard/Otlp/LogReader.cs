using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Logs;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>Takes log records.</summary>
internal sealed class LogReader(TelemetryStore store, OtlpFields fields, TimeProvider time)
{
    // Shown in a place of their own, or of no use to a reader.
    private static readonly HashSet<string> Elsewhere = ["exception.type", "exception.message", "exception.stacktrace", "{OriginalFormat}"];

    public Received Receive(ExportLogsServiceRequest request)
    {
        var items = new Items<LogEntry>();
        foreach (var resource in request.ResourceLogs)
        {
            var sender = fields.Sender(resource.Resource);
            foreach (var scope in resource.ScopeLogs)
            {
                var category = fields.Name(scope.Scope?.Name ?? "");
                foreach (var log in scope.LogRecords)
                {
                    items.Read(() => Read(log, sender, category));
                }
            }
        }

        store.Logs.Add(items.Taken);
        return items.Outcome;
    }

    private LogEntry Read(LogRecord log, Sender sender, string category)
    {
        var message = fields.Text.Text(log.Body) is { Length: > 0 } body ? body : fields.Text.Cut(log.EventName);
        var budget = fields.Text.Budget();
        budget.Takes(message.Length);
        var tags = fields.Text.Tags(log.Attributes, budget);
        var at = log.TimeUnixNano != 0 ? log.TimeUnixNano : log.ObservedTimeUnixNano;
        return new LogEntry
        {
            At = at != 0 ? OtlpFields.Time(at) : time.GetUtcNow(),
            Level = LogLevels.FromSeverity((int)log.SeverityNumber),
            Message = message,
            Sender = sender,
            Category = category,
            TraceId = OtlpFields.OptionalId(log.TraceId, 16, "trace_id"),
            SpanId = OtlpFields.OptionalId(log.SpanId, 8, "span_id"),
            Tags = Array.FindAll(tags, tag => !Elsewhere.Contains(tag.Key)),
            NotKept = budget.NotKept,
            Exception = ExceptionOf(tags),
        };
    }

    // A .NET stack trace begins with the type and the message.
    private static string ExceptionOf(Tag[] tags)
    {
        string Of(string key) => Array.Find(tags, tag => tag.Key == key).Value ?? "";
        return Of("exception.stacktrace") is { Length: > 0 } stack ? stack
            : string.Join(": ", new[] { Of("exception.type"), Of("exception.message") }.Where(part => part.Length > 0));
    }
}
