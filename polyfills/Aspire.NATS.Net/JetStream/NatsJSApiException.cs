using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>JetStream refused a request.</summary>
public class NatsJSApiException(ApiError error) : NatsJSException(error.Description ?? string.Empty)
{
    public ApiError Error { get; } = error;
}
