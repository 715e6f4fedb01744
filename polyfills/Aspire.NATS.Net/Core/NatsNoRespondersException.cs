namespace NATS.Client.Core;

/// <summary>Nobody listens to the subject of a request.</summary>
public sealed class NatsNoRespondersException() : NatsException("No responders");
