namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>CONSUMER.INFO</c>.</summary>
public record ConsumerInfoResponse : ConsumerInfo;
