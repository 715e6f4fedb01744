using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

public static class NatsJSExtensions
{
    /// <exception cref="NatsJSApiException">The message was refused.</exception>
    /// <exception cref="NatsJSDuplicateMessageException">It was stored before.</exception>
    public static void EnsureSuccess(this PubAckResponse ack)
    {
        ArgumentNullException.ThrowIfNull(ack);
        if (ack.Error is { } error)
            throw new NatsJSApiException(error);
        if (ack.Duplicate)
            throw new NatsJSDuplicateMessageException(ack.Seq);
    }

    /// <summary>Whether the message is stored by this very publish.</summary>
    public static bool IsSuccess(this PubAckResponse ack)
    {
        ArgumentNullException.ThrowIfNull(ack);
        return ack is { Error: null, Duplicate: false };
    }
}
