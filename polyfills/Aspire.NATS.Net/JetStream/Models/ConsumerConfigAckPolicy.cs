namespace NATS.Client.JetStream.Models;

/// <summary>Which deliveries have to be acknowledged.</summary>
public enum ConsumerConfigAckPolicy
{
    Explicit = 0,
    All = 1,
    None = 2,
}
