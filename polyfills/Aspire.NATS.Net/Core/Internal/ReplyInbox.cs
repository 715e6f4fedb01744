using System.Buffers;
using System.Collections.Concurrent;

namespace NATS.Client.Core.Internal;

/// <summary>One wildcard subscription for the replies to all requests; each request has a subject of its own under it.</summary>
internal sealed class ReplyInbox : NatsSubBase
{
    private readonly ConcurrentDictionary<string, IReplyTarget> _targets = new(StringComparer.Ordinal);
    private readonly string _prefix;
    private long _last;

    public ReplyInbox(INatsConnection connection, INatsSubscriptionManager manager, string prefix)
        : base(connection, manager, $"{prefix}.*", queueGroup: null, opts: null, CancellationToken.None) =>
        _prefix = prefix;

    public string NewSubject() => $"{_prefix}.{Interlocked.Increment(ref _last)}";

    public void Add(string subject, IReplyTarget target) => _targets[subject] = target;

    public void Remove(string subject) => _targets.TryRemove(subject, out _);

    public override ValueTask ReceiveAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer) =>
        // A reply that nobody waits for any more came too late.
        _targets.TryGetValue(subject, out var target) ? target.ReceiveAsync(subject, replyTo, headersBuffer, payloadBuffer) : default;

    protected override ValueTask ReceiveInternalAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer) => default;

    /// <summary>The connection is closed: subscriptions for replies end with it.</summary>
    protected override void TryComplete()
    {
        foreach (var target in _targets.Values)
            (target as NatsSubBase)?.Complete();
    }
}
