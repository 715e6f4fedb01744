namespace NATS.Client.JetStream;

/// <summary>Nothing answered a publish: no stream has the subject, or no leader was there.</summary>
public class NatsJSPublishNoResponseException() : NatsJSException("No response received from the server")
{
    public static readonly NatsJSPublishNoResponseException Default = new();
}
