using System.Text.Json;
using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <inheritdoc cref="NanosecondsConverter"/>
internal sealed class NanosecondsListConverter : JsonConverter<ICollection<TimeSpan>?>
{
    public override ICollection<TimeSpan>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Expected a list of durations.");
        var durations = new List<TimeSpan>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            durations.Add(NanosecondsConverter.FromNanoseconds(ref reader));
        return durations;
    }

    public override void Write(Utf8JsonWriter writer, ICollection<TimeSpan>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var duration in value ?? [])
            writer.WriteNumberValue(NanosecondsConverter.ToNanoseconds(duration));
        writer.WriteEndArray();
    }
}
