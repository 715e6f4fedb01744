namespace NATS.Client.Core;

/// <summary>A payload could not be read.</summary>
public class NatsDeserializeException(byte[] rawData, Exception inner) : NatsException("Exception during deserialization", inner)
{
    public byte[] RawData { get; } = rawData;
}
