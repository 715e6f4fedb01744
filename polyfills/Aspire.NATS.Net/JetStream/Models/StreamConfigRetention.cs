namespace NATS.Client.JetStream.Models;

/// <summary>What ends a message's life.</summary>
public enum StreamConfigRetention
{
    Limits = 0,
    Interest = 1,
    Workqueue = 2,
}
