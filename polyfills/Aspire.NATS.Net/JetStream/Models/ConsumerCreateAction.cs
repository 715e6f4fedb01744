namespace NATS.Client.JetStream.Models;

/// <summary>Whether a request may create, update, or both.</summary>
public enum ConsumerCreateAction
{
    CreateOrUpdate = 0,
    Create = 1,
    Update = 2,
}
