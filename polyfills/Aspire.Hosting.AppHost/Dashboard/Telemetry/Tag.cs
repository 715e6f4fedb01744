namespace Aspire.Hosting.Dashboard.Telemetry;

/// <summary>An attribute of telemetry, its value as text.</summary>
internal readonly record struct Tag(string Key, string Value)
{
    public bool Contains(string text) => Value.Contains(text, StringComparison.OrdinalIgnoreCase) || Key.Contains(text, StringComparison.OrdinalIgnoreCase);
}
