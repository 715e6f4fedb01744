namespace NATS.Client.Core;

/// <summary>The connection has given up; see <see cref="NatsConnectionState.Failed"/>.</summary>
public sealed class NatsConnectionFailedException(string message) : NatsException(message);
