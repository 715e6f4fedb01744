namespace NATS.Client.Core.Internal;

/// <summary>Gets what a session receives, in order, from one thread at a time.</summary>
internal interface ISessionOwner
{
    /// <summary>The parser's current message, whose bytes are valid until this completes.</summary>
    ValueTask DeliverAsync(ProtocolParser msg);

    /// <summary>The server has said something new of itself or its cluster.</summary>
    void OnInfo(Session session);
}
