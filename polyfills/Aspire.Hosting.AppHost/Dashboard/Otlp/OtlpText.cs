using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aspire.Hosting.Dashboard.Telemetry;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>OTLP's values as text, cut to the limits.</summary>
internal sealed class OtlpText(TelemetryLimits limits)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Names Names { get; } = new();

    public string Cut(string text) => text.Length <= limits.TextLength ? text : string.Concat(text.AsSpan(0, limits.TextLength), "…");

    public Tag[] Tags(RepeatedField<KeyValue> attributes)
    {
        var tags = new Tag[Math.Min(attributes.Count, limits.Tags)];
        for (var index = 0; index < tags.Length; index++)
        {
            tags[index] = new Tag(Names.Get(Cut(attributes[index].Key)), Text(attributes[index].Value));
        }

        return tags;
    }

    /// <summary>Text as it is; lists and maps as JSON; bytes in base64.</summary>
    public string Text(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => Cut(value.StringValue),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => Cut(value.BytesValue.ToBase64()),
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue => Cut(JsonOf(value)),
        _ => "",
    };

    private static string JsonOf(AnyValue value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            Write(json, value);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    // As deep as the protobuf reader lets a message be.
    private static void Write(Utf8JsonWriter json, AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.ArrayValue:
                json.WriteStartArray();
                foreach (var item in value.ArrayValue.Values)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case AnyValue.ValueOneofCase.KvlistValue:
                json.WriteStartObject();
                foreach (var pair in value.KvlistValue.Values)
                {
                    json.WritePropertyName(pair.Key);
                    Write(json, pair.Value);
                }

                json.WriteEndObject();
                break;
            case AnyValue.ValueOneofCase.IntValue:
                json.WriteNumberValue(value.IntValue);
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                json.WriteBooleanValue(value.BoolValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue:
                json.WriteStringValue(value.DoubleValue.ToString(CultureInfo.InvariantCulture));
                break;
            case AnyValue.ValueOneofCase.BytesValue:
                json.WriteStringValue(value.BytesValue.ToBase64());
                break;
            default:
                json.WriteStringValue(value?.StringValue ?? "");
                break;
        }
    }
}
