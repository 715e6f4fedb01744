namespace NATS.Client.Core;

/// <summary>Serializers of bytes, text and primitives.</summary>
public class NatsDefaultSerializerRegistry : INatsSerializerRegistry
{
    public static readonly NatsDefaultSerializerRegistry Default = new();

    public INatsSerialize<T> GetSerializer<T>() => NatsDefaultSerializer<T>.Default;

    public INatsDeserialize<T> GetDeserializer<T>() => NatsDefaultSerializer<T>.Default;
}
