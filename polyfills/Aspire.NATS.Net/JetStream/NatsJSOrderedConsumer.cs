using System.Runtime.CompilerServices;
using NATS.Client.Core;
using NATS.Client.JetStream.Internal;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>
/// A consumer for one reader that sees each message once and in order. It numbers deliveries; where a number is missing, or anything else
/// goes wrong, the consumer is made anew after the last message that was seen.
/// </summary>
public class NatsJSOrderedConsumer : INatsJSConsumer
{
    private readonly OrderedConsumers _consumers;
    private readonly NatsJSContext _context;
    private readonly CancellationToken _cancellationToken;
    private ulong _lastFetched;

    public NatsJSOrderedConsumer(string stream, NatsJSContext context, NatsJSOrderedConsumerOpts opts, CancellationToken cancellationToken)
    {
        _consumers = new OrderedConsumers(stream, context, opts);
        _context = context;
        _cancellationToken = cancellationToken;
        Info = new ConsumerInfo { StreamName = stream, Name = "NA" };
    }

    /// <summary>The consumer as it was last made.</summary>
    public ConsumerInfo Info { get; private set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<INatsJSMsg<T>> ConsumeAsync<T>(INatsDeserialize<T>? serializer = default, NatsJSConsumeOpts? opts = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        opts ??= _context.Opts.DefaultConsumeOpts;
        var limits = PullLimits.Of(opts);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        ulong last = 0;
        for (var fruitless = 0; !stop.IsCancellationRequested; fruitless++)
        {
            // The first life that brought nothing may have been a quiet stream; from then on, something is wrong.
            if (fruitless > 1 && !await _consumers.WaitAsync(fruitless - 1, stop.Token))
                yield break;
            if (await _consumers.CreateAsync(last, stop.Token) is not { } info)
                yield break;
            Info = info;
            await using var life = new OrderedLife<T>(_consumers, info, new OrderedConsumeSub<T>(_consumers.TargetOf(info), opts, limits, serializer, stop.Token));
            await foreach (var msg in life.ReadAsync(stop.Token))
            {
                (last, fruitless) = (life.LastSequence, 0);
                yield return msg;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<INatsJSMsg<T>> FetchAsync<T>(NatsJSFetchOpts opts, INatsDeserialize<T>? serializer = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var msg in FetchAsync(opts, noWait: false, serializer, cancellationToken))
            yield return msg;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<INatsJSMsg<T>> FetchNoWaitAsync<T>(NatsJSFetchOpts opts, INatsDeserialize<T>? serializer = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var msg in FetchAsync(opts, noWait: true, serializer, cancellationToken))
            yield return msg;
    }

    /// <inheritdoc/>
    public async ValueTask<INatsJSMsg<T>?> NextAsync<T>(INatsDeserialize<T>? serializer = default, NatsJSNextOpts? opts = default, CancellationToken cancellationToken = default)
    {
        await foreach (var msg in FetchAsync(NatsJSConsumer.ToFetch(opts ?? _context.Opts.DefaultNextOpts), serializer, cancellationToken))
            return msg;
        return null;
    }

    public ValueTask RefreshAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask UnpinAsync(string group, CancellationToken cancellationToken = default) => default;

    private async IAsyncEnumerable<INatsJSMsg<T>> FetchAsync<T>(NatsJSFetchOpts opts, bool noWait, INatsDeserialize<T>? serializer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        if (await _consumers.CreateAsync(_lastFetched, stop.Token) is not { } info)
            yield break;
        Info = info;
        await using var life = new OrderedLife<T>(_consumers, info, new FetchSub<T>(_consumers.TargetOf(info), opts, PullLimits.Of(opts), noWait, serializer, stop.Token));
        await foreach (var msg in life.ReadAsync(stop.Token))
        {
            _lastFetched = life.LastSequence;
            yield return msg;
        }
    }
}
