using System.Text.Json.Serialization;

namespace NATS.Client.Core;

/// <summary>JSON for all types of the given source-generated contexts.</summary>
public sealed class NatsJsonContextSerializerRegistry(params JsonSerializerContext[] contexts) : INatsSerializerRegistry
{
    public INatsSerialize<T> GetSerializer<T>() => new NatsJsonContextSerializer<T>(contexts);

    public INatsDeserialize<T> GetDeserializer<T>() => new NatsJsonContextSerializer<T>(contexts);
}
