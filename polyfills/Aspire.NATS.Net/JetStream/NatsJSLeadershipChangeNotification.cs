namespace NATS.Client.JetStream;

/// <summary>Another server leads the consumer now.</summary>
public record NatsJSLeadershipChangeNotification : INatsJSNotification
{
    public static readonly NatsJSLeadershipChangeNotification Default = new();

    public string Name => "Leadership Change";
}
