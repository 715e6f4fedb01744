using Google.Protobuf;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>A span as it came.</summary>
/// <param name="Service">Who sent it.</param>
/// <param name="Source">Name of the activity source.</param>
/// <param name="Data">The rest.</param>
internal sealed record CollectedSpan(string Service, string Source, Span Data)
{
    public ByteString Id => Data.SpanId;

    public ByteString Parent => Data.ParentSpanId;

    public string Name => Data.Name;

    public string Kind => Data.Kind.ToString();

    public string? this[string attribute] => Data.Attributes.Find(attribute);

    public override string ToString() => $"{Service} {Kind} {Name}";
}
