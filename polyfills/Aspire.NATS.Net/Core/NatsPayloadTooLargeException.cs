namespace NATS.Client.Core;

/// <summary>A message is bigger than the server takes.</summary>
public sealed class NatsPayloadTooLargeException(string error) : NatsException(error);
