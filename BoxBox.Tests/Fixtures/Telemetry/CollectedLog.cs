using OpenTelemetry.Proto;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>A log record as it came.</summary>
internal sealed record CollectedLog(string Service, string Category, LogRecord Data)
{
    public string Text => Data.Body.StringValue;

    public string? this[string attribute] => Data.Attributes.Find(attribute);
}
