using Aspire.Hosting.Dashboard.Telemetry;
using Google.Protobuf;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>The fields that spans, logs and metrics have in common.</summary>
internal sealed class OtlpFields(TelemetryStore store)
{
    public OtlpText Text { get; } = new(store.Limits);

    public string Name(string name) => Text.Name(name);

    public Sender Sender(Resource? resource) => store.Senders.Get(
        Name(Of(resource, "service.name") is { Length: > 0 } service ? service : "unknown_service"),
        Name(Of(resource, "service.instance.id")));

    /// <exception cref="BadItemException">Not of that length, or all zero.</exception>
    public static string Id(ByteString id, int length, string field) =>
        id.Length == length && id.Span.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id.Span)
            : throw new BadItemException($"{field} must be {length} bytes and not all zero; got {id.Length} bytes.");

    /// <returns>An empty text where there is no id.</returns>
    public static string OptionalId(ByteString id, int length, string field) =>
        id.Span.ContainsAnyExcept((byte)0) ? Id(id, length, field) : "";

    /// <summary>The times of OTLP end in the year 2554; a clock tick here is 100 ns.</summary>
    public static DateTimeOffset Time(ulong unixNanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(unixNanoseconds / 100));

    private string Of(Resource? resource, string key) => Text.Text(resource?.Attributes.FirstOrDefault(attribute => attribute.Key == key)?.Value);
}
