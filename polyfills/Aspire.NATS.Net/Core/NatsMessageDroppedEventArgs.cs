namespace NATS.Client.Core;

/// <summary>The message that fell out of a full subscription.</summary>
public class NatsMessageDroppedEventArgs(NatsSubBase subscription, int pending, string subject, string? replyTo, NatsHeaders? headers, object? data)
    : NatsEventArgs($"Dropped a message of {subject}: {pending} are waiting")
{
    public NatsSubBase Subscription { get; } = subscription;

    public int Pending { get; } = pending;

    public string Subject { get; } = subject;

    public string? ReplyTo { get; } = replyTo;

    public NatsHeaders? Headers { get; } = headers;

    public object? Data { get; } = data;
}
