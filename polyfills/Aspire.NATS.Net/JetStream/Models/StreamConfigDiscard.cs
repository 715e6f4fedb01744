namespace NATS.Client.JetStream.Models;

/// <summary>What gives way when a limit is reached.</summary>
public enum StreamConfigDiscard
{
    Old = 0,
    New = 1,
}
