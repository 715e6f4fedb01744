namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>CONSUMER.CREATE</c>.</summary>
public record ConsumerCreateResponse : ConsumerInfo;
