namespace NATS.Client.JetStream.Models;

/// <summary>How pull requests of a priority group share messages (servers from 2.11).</summary>
public enum ConsumerConfigPriorityPolicy
{
    None = 0,
    Prioritized = 1,
    Overflow = 2,
    PinnedClient = 3,
}
