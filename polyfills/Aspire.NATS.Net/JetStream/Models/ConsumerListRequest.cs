namespace NATS.Client.JetStream.Models;

/// <summary>Request to <c>CONSUMER.LIST</c>.</summary>
public record ConsumerListRequest : IterableRequest;
