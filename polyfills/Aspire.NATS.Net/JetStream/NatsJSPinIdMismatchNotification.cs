namespace NATS.Client.JetStream;

/// <summary>Another client is pinned in the priority group.</summary>
public record NatsJSPinIdMismatchNotification : INatsJSNotification
{
    public static readonly NatsJSPinIdMismatchNotification Default = new();

    public string Name => "Pin ID Mismatch";
}
