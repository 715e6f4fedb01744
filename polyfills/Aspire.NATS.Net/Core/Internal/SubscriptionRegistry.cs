using System.Collections.Concurrent;
using System.Text;

namespace NATS.Client.Core.Internal;

/// <summary>The subscriptions that the server knows, and those for replies, which share one.</summary>
internal sealed class SubscriptionRegistry(NatsConnection connection, OutgoingQueue outgoing, Encoding subjects) : INatsSubscriptionManager
{
    private readonly ConcurrentDictionary<int, NatsSubBase> _subs = new();
    private readonly Lock _gate = new();
    private int _lastSid;
    private ReplyInbox? _inbox;

    public ICollection<NatsSubBase> All => _subs.Values;

    /// <summary>The inbox for replies; the first request makes it.</summary>
    public ReplyInbox Inbox
    {
        get
        {
            if (_inbox is { } inbox)
                return inbox;
            lock (_gate)
            {
                if (_inbox is null)
                {
                    var made = new ReplyInbox(connection, this, Inboxes.NewPrefix(connection.Opts.InboxPrefix));
                    Add(made);
                    _inbox = made;
                }

                return _inbox;
            }
        }
    }

    /// <summary>Registers a subscription and tells the server, now or when the connection is made.</summary>
    public void Add(NatsSubBase sub)
    {
        sub.Sid = Interlocked.Increment(ref _lastSid);
        _subs[sub.Sid] = sub;
        outgoing.Subscribe(sub);
    }

    public ValueTask RemoveAsync(NatsSubBase sub)
    {
        if (sub.Sid == 0)
            _inbox?.Remove(sub.Subject);
        else if (_subs.TryRemove(sub.Sid, out _))
            outgoing.Unsubscribe(sub.Sid);
        return default;
    }

    public ValueTask DeliverAsync(ProtocolParser msg)
    {
        if (!_subs.TryGetValue(msg.Sid, out var sub))
            return default;

        // The usual subscription is for one subject: then its string serves for all messages.
        var subject = Ascii.Equals(msg.Subject, sub.Subject) ? sub.Subject : subjects.GetString(msg.Subject);
        var replyTo = msg.ReplyTo.IsEmpty ? null : subjects.GetString(msg.ReplyTo);
        return sub.ReceiveAsync(subject, replyTo, msg.Headers, msg.Payload);
    }
}
