namespace Aspire.Hosting.Dashboard.Telemetry.Traces;

/// <summary>Something that happened at one instant of a span.</summary>
internal sealed record SpanEvent(string Name, DateTimeOffset At, Tag[] Tags)
{
    public bool Contains(string text) => Name.Contains(text, StringComparison.OrdinalIgnoreCase) || Array.Exists(Tags, tag => tag.Contains(text));
}
