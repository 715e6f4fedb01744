namespace NATS.Client.Core;

public enum NatsConnectionState
{
    Closed = 0,
    Open = 1,
    Connecting = 2,
    Reconnecting = 3,

    /// <summary>Given up: the attempts are spent, or the server refused us twice for the same reason.</summary>
    Failed = 4,
}
