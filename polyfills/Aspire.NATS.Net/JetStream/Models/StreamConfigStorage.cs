namespace NATS.Client.JetStream.Models;

/// <summary>Where messages are kept.</summary>
public enum StreamConfigStorage
{
    File = 0,
    Memory = 1,
}
