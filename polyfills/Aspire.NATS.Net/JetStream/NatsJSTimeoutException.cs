namespace NATS.Client.JetStream;

public class NatsJSTimeoutException(string type) : NatsJSException($"{type} timed out")
{
    public string Type { get; } = type;
}
