namespace NATS.Client.JetStream;

/// <summary>A pull request found nobody.</summary>
public record NatsJSNoRespondersNotification : INatsJSNotification
{
    public static readonly NatsJSNoRespondersNotification Default = new();

    public string Name => "No Responders";
}
