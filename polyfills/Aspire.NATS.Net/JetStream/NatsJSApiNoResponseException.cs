using NATS.Client.Core;

namespace NATS.Client.JetStream;

/// <summary>Nothing answered a request to the JetStream API.</summary>
public class NatsJSApiNoResponseException : NatsJSException
{
    public NatsJSApiNoResponseException()
        : base("No API response received from the server")
    {
    }

    public NatsJSApiNoResponseException(NatsSubEndReason reason)
        : base($"No API response received from the server: {reason}") =>
        Reason = reason;

    public NatsSubEndReason Reason { get; }
}
