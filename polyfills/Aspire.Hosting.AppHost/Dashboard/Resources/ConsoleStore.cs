using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Telemetry;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>The latest lines of all resources, in the order in which they came.</summary>
internal sealed class ConsoleStore(TelemetryLimits limits)
{
    private readonly Ring<ConsoleLine> lines = new(limits.ConsoleLines);

    public Changes Changes { get; } = new();

    public long LastNumber => lines.Last;

    public void Add(string resource, IEnumerable<LogLine> arrived)
    {
        lines.Add(arrived.Select(line => Read(resource, line)), static (line, number) => line with { Number = number });
        Changes.Notify();
    }

    public ConsoleLine[] OldestFirst() => lines.OldestFirst();

    // The orchestrator puts the time, in ISO 8601, before each line.
    private ConsoleLine Read(string resource, LogLine line)
    {
        var text = line.Content.Length <= limits.TextLength ? line.Content : line.Content[..limits.TextLength] + "…";
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var stamp = end < 0 ? text : text[..end];
        return stamp is [_, _, _, _, '-', .., 'Z'] && DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new ConsoleLine(0, resource, at, end < 0 ? "" : text[(end + 1)..], line.IsErrorMessage)
            : new ConsoleLine(0, resource, null, text, line.IsErrorMessage);
    }
}
