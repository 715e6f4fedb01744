namespace NATS.Client.Core;

/// <summary>Headers could not be read.</summary>
public class NatsHeaderParseException(byte[] rawData, Exception inner) : NatsException("Exception parsing headers", inner)
{
    public byte[] RawData { get; } = rawData;
}
