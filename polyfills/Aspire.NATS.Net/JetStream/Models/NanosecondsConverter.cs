using System.Text.Json;
using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Durations are nanoseconds on the wire, as Go has them.</summary>
internal sealed class NanosecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FromNanoseconds(ref reader);

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(ToNanoseconds(value));

    public static long ToNanoseconds(TimeSpan value) => checked(value.Ticks * TimeSpan.NanosecondsPerTick);

    public static TimeSpan FromNanoseconds(ref Utf8JsonReader reader) => new(reader.GetInt64() / TimeSpan.NanosecondsPerTick);
}
