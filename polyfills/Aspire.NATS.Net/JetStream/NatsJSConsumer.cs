using System.Runtime.CompilerServices;
using NATS.Client.Core;
using NATS.Client.JetStream.Internal;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <inheritdoc cref="INatsJSConsumer"/>
public class NatsJSConsumer : INatsJSConsumer
{
    private readonly NatsJSContext _context;
    private readonly PullTarget _target;
    private volatile bool _isDeleted;

    internal NatsJSConsumer(NatsJSContext context, ConsumerInfo info)
    {
        _context = context;
        _target = new PullTarget(context, info.StreamName, info.Name);
        Info = info;
    }

    public ConsumerInfo Info { get; private set; }

    public async ValueTask<bool> DeleteAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDeleted();
        return _isDeleted = await _context.DeleteConsumerAsync(_target.Stream, _target.Consumer, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<INatsJSMsg<T>> ConsumeAsync<T>(INatsDeserialize<T>? serializer = default, NatsJSConsumeOpts? opts = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ThrowIfDeleted();
        opts ??= _context.Opts.DefaultConsumeOpts;
        await using var sub = new ConsumeSub<T>(_target, opts, PullLimits.Of(opts), serializer, cancellationToken);
        await sub.StartAsync(cancellationToken);
        await foreach (var msg in sub.ReadAllAsync(cancellationToken))
            yield return msg;
    }

    /// <inheritdoc/>
    public async ValueTask<INatsJSMsg<T>?> NextAsync<T>(INatsDeserialize<T>? serializer = default, NatsJSNextOpts? opts = default, CancellationToken cancellationToken = default)
    {
        await using var sub = await FetchAsync(ToFetch(opts ?? _context.Opts.DefaultNextOpts), noWait: false, serializer, cancellationToken);
        await foreach (var msg in sub.ReadAllAsync(cancellationToken))
            return msg;
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<INatsJSMsg<T>> FetchAsync<T>(NatsJSFetchOpts opts, INatsDeserialize<T>? serializer = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var sub = await FetchAsync(opts, noWait: false, serializer, cancellationToken);
        await foreach (var msg in sub.ReadAllAsync(cancellationToken))
            yield return msg;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<INatsJSMsg<T>> FetchNoWaitAsync<T>(NatsJSFetchOpts opts, INatsDeserialize<T>? serializer = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var sub = await FetchAsync(opts, noWait: true, serializer, cancellationToken);
        await foreach (var msg in sub.ReadAllAsync(cancellationToken))
            yield return msg;
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken = default) =>
        Info = await _context.GetConsumerInfoAsync(_target.Stream, _target.Consumer, cancellationToken);

    public ValueTask UnpinAsync(string group, CancellationToken cancellationToken = default) =>
        _context.UnpinConsumerAsync(_target.Stream, _target.Consumer, group, cancellationToken);

    internal static NatsJSFetchOpts ToFetch(NatsJSNextOpts opts) => new()
    {
        MaxMsgs = 1,
        Expires = opts.Expires,
        IdleHeartbeat = opts.IdleHeartbeat,
        NotificationHandler = opts.NotificationHandler,
        PriorityGroup = opts.PriorityGroup,
    };

    private async ValueTask<FetchSub<T>> FetchAsync<T>(NatsJSFetchOpts opts, bool noWait, INatsDeserialize<T>? serializer, CancellationToken cancellationToken)
    {
        ThrowIfDeleted();
        var sub = new FetchSub<T>(_target, opts, PullLimits.Of(opts), noWait, serializer, cancellationToken);
        try
        {
            await sub.StartAsync(sub.Request, cancellationToken);
            return sub;
        }
        catch
        {
            await sub.DisposeAsync();
            throw;
        }
    }

    private void ThrowIfDeleted()
    {
        if (_isDeleted)
            throw new NatsJSException($"Consumer '{_target.Stream}:{_target.Consumer}' is deleted");
    }
}
