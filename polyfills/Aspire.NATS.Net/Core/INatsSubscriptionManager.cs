namespace NATS.Client.Core;

/// <summary>Keeps the subscriptions of a connection.</summary>
public interface INatsSubscriptionManager
{
    /// <summary>Forgets a subscription and tells the server.</summary>
    ValueTask RemoveAsync(NatsSubBase sub);
}
