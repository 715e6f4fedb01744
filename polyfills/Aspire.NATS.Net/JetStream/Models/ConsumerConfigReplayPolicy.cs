namespace NATS.Client.JetStream.Models;

/// <summary>At which pace stored messages are delivered.</summary>
public enum ConsumerConfigReplayPolicy
{
    Instant = 0,
    Original = 1,
}
