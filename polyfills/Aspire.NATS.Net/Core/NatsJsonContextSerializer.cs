using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NATS.Client.Core;

/// <summary>JSON by source-generated contexts; the first that knows the type does it. An empty payload is read as default.</summary>
public sealed class NatsJsonContextSerializer<T> : INatsSerializer<T>
{
    private readonly JsonSerializerContext[] _contexts;
    private readonly INatsSerializer<T>? _next;
    private readonly JsonTypeInfo<T>? _type;

    public NatsJsonContextSerializer(JsonSerializerContext context, INatsSerializer<T>? next = default)
        : this([context], next)
    {
    }

    public NatsJsonContextSerializer(JsonSerializerContext[] contexts, INatsSerializer<T>? next = default)
    {
        _contexts = contexts;
        _next = next;
        foreach (var context in contexts)
            _type ??= context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>;
    }

    public INatsSerializer<T> CombineWith(INatsSerializer<T> next) => new NatsJsonContextSerializer<T>(_contexts, next);

    public void Serialize(IBufferWriter<byte> bufferWriter, T value)
    {
        if (_type is null)
        {
            (_next ?? throw new NatsException($"Can't serialize {typeof(T)}")).Serialize(bufferWriter, value);
            return;
        }

        using var writer = new Utf8JsonWriter(bufferWriter);
        JsonSerializer.Serialize(writer, value, _type);
    }

    public T? Deserialize(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsEmpty)
            return default;
        if (_type is null)
            return (_next ?? throw new NatsException($"Can't deserialize {typeof(T)}")).Deserialize(buffer);

        var reader = new Utf8JsonReader(buffer);
        return JsonSerializer.Deserialize(ref reader, _type);
    }
}
