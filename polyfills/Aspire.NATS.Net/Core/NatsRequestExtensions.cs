namespace NATS.Client.Core;

public static class NatsRequestExtensions
{
    /// <summary>Sends a message as a request and returns the first reply.</summary>
    /// <exception cref="NatsException">The message has a reply subject of its own.</exception>
    public static ValueTask<NatsMsg<TReply>> RequestAsync<TRequest, TReply>(
        this INatsConnection nats,
        in NatsMsg<TRequest> msg,
        INatsSerialize<TRequest>? requestSerializer = default,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsPubOpts? requestOpts = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default)
    {
        ThrowIfReplyToIsSet(msg.ReplyTo);
        return nats.RequestAsync(msg.Subject, msg.Data, msg.Headers, requestSerializer, replySerializer, requestOpts, replyOpts, cancellationToken);
    }

    internal static void ThrowIfReplyToIsSet(string? replyTo)
    {
        if (!string.IsNullOrWhiteSpace(replyTo))
            throw new NatsException("Can't set reply-to for a request");
    }
}
