namespace NATS.Client.Core;

public enum NatsRequestReplyMode
{
    /// <summary>One subscription for the replies to all requests.</summary>
    SharedInbox,

    /// <summary>Replies go straight to the waiting request, without a channel between.</summary>
    Direct,
}
