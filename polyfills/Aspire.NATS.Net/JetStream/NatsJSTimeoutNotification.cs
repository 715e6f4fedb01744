namespace NATS.Client.JetStream;

/// <summary>Two heartbeats stayed away.</summary>
public record NatsJSTimeoutNotification : INatsJSNotification
{
    public static readonly NatsJSTimeoutNotification Default = new();

    public string Name => "Timeout";
}
