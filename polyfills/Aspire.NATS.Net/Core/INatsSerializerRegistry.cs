namespace NATS.Client.Core;

/// <summary>The serializers of a connection where a call brings none.</summary>
public interface INatsSerializerRegistry
{
    INatsSerialize<T> GetSerializer<T>();

    INatsDeserialize<T> GetDeserializer<T>();
}
