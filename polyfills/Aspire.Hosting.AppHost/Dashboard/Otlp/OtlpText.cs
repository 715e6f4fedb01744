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

    private readonly Names names = new();

    public string Cut(string text) => text.Length <= limits.TextLength ? text : string.Concat(text.AsSpan(0, limits.TextLength), "…");

    public string Name(string name) => names.Get(name.Length <= limits.NameLength ? name : name[..limits.NameLength]);

    /// <summary>For one span, log or series.</summary>
    public TextBudget Budget() => new(limits.ItemLength);

    public Tag[] Tags(RepeatedField<KeyValue> attributes, TextBudget budget)
    {
        var tags = new List<Tag>(Math.Min(attributes.Count, limits.Tags));
        foreach (var attribute in attributes.Take(limits.Tags))
        {
            var tag = new Tag(Name(attribute.Key), Text(attribute.Value));
            if (budget.Takes(tag.Key.Length + tag.Value.Length))
            {
                tags.Add(tag);
            }
        }

        budget.Drop(attributes.Count - limits.Tags);
        return [.. tags];
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
