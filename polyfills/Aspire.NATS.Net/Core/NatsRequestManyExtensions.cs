namespace NATS.Client.Core;

public static class NatsRequestManyExtensions
{
    /// <summary>Sends a message as a request and returns its replies.</summary>
    /// <exception cref="NatsException">The message has a reply subject of its own.</exception>
    public static IAsyncEnumerable<NatsMsg<TReply>> RequestManyAsync<TRequest, TReply>(
        this INatsConnection nats,
        NatsMsg<TRequest> msg,
        INatsSerialize<TRequest>? requestSerializer = default,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsPubOpts? requestOpts = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default)
    {
        NatsRequestExtensions.ThrowIfReplyToIsSet(msg.ReplyTo);
        return nats.RequestManyAsync(msg.Subject, msg.Data, msg.Headers, requestSerializer, replySerializer, requestOpts, replyOpts, cancellationToken);
    }
}
