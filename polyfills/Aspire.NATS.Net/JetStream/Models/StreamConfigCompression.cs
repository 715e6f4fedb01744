namespace NATS.Client.JetStream.Models;

/// <summary>How a file store compresses.</summary>
public enum StreamConfigCompression
{
    None = 0,
    S2 = 1,
}
