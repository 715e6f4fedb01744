namespace NATS.Client.Core;

public enum NatsMemoryOwnerAllocationMode
{
    Default,

    /// <summary>Zeroed.</summary>
    Clear,
}
