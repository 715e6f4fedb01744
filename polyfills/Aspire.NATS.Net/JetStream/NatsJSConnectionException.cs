namespace NATS.Client.JetStream;

public class NatsJSConnectionException(string reason) : NatsJSException($"Connection error: {reason}")
{
    public string Reason { get; } = reason;
}
