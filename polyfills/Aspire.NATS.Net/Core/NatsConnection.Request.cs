using System.Runtime.CompilerServices;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>Requests and replies.</summary>
public partial class NatsConnection
{
    /// <inheritdoc/>
    public ValueTask<NatsMsg<TReply>> RequestAsync<TReply>(string subject, INatsDeserialize<TReply>? replySerializer = default, NatsSubOpts? replyOpts = default, CancellationToken cancellationToken = default) =>
        RequestAsync<byte[], TReply>(subject, null, null, NatsRawSerializer<byte[]>.Default, replySerializer, null, replyOpts, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<NatsMsg<TReply>> RequestAsync<TRequest, TReply>(
        string subject,
        TRequest? data,
        NatsHeaders? headers = default,
        INatsSerialize<TRequest>? requestSerializer = default,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsPubOpts? requestOpts = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default)
    {
        SubjectRules.ThrowIfBad(subject);
        using var activity = Telemetry.HasListeners ? Telemetry.StartSend(this, "request", subject, replyTo: null) : null;
        try
        {
            return await RequestOnceAsync(subject, data, headers, requestSerializer, replySerializer, replyOpts, cancellationToken);
        }
        catch (Exception e)
        {
            Telemetry.SetException(activity, e);
            throw;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<NatsMsg<TReply>> RequestManyAsync<TRequest, TReply>(
        string subject,
        TRequest? data,
        NatsHeaders? headers = default,
        INatsSerialize<TRequest>? requestSerializer = default,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsPubOpts? requestOpts = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default)
    {
        // Here, not when the result is enumerated.
        SubjectRules.ThrowIfBad(subject);
        return EnumerateRepliesAsync(subject, data, headers, requestSerializer, replySerializer, requestOpts, WithDefaults(replyOpts), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<NatsSub<TReply>> CreateRequestSubAsync<TRequest, TReply>(
        string subject,
        TRequest? data,
        NatsHeaders? headers = default,
        INatsSerialize<TRequest>? requestSerializer = default,
        INatsDeserialize<TReply>? replySerializer = default,
        NatsPubOpts? requestOpts = default,
        NatsSubOpts? replyOpts = default,
        CancellationToken cancellationToken = default)
    {
        if (_state != NatsConnectionState.Open)
            await OpenAsync().WaitAsync(cancellationToken);
        var inbox = _subscriptions.Inbox;
        var replies = new NatsSub<TReply>(this, _subscriptions, inbox.NewSubject(), queueGroup: null, replyOpts, replySerializer ?? Opts.SerializerRegistry.GetDeserializer<TReply>(), cancellationToken);
        try
        {
            inbox.Add(replies.Subject, replies);
            await replies.ReadyAsync();
            await PublishAsync(subject, data!, headers, replies.Subject, requestSerializer, requestOpts, cancellationToken);
            return replies;
        }
        catch
        {
            await replies.UnsubscribeAsync();
            throw;
        }
    }

    private async ValueTask<NatsMsg<TReply>> RequestOnceAsync<TRequest, TReply>(string subject, TRequest? data, NatsHeaders? headers, INatsSerialize<TRequest>? requestSerializer, INatsDeserialize<TReply>? replySerializer, NatsSubOpts? replyOpts, CancellationToken cancellationToken)
    {
        var inbox = _subscriptions.Inbox;
        var waiter = new ReplyWaiter<TReply>(this, replySerializer ?? Opts.SerializerRegistry.GetDeserializer<TReply>(), replyOpts?.ThrowIfNoResponders ?? true);
        var replyTo = inbox.NewSubject();
        inbox.Add(replyTo, waiter);
        try
        {
            var limit = replyOpts?.Timeout ?? Opts.RequestTimeout;
            await PublishInTimeAsync(subject, data, headers, replyTo, requestSerializer, limit, cancellationToken);
            return await waiter.Task.WaitAsync(limit, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new NatsNoReplyException();
        }
        finally
        {
            inbox.Remove(replyTo);
        }
    }

    private async ValueTask PublishInTimeAsync<T>(string subject, T? data, NatsHeaders? headers, string replyTo, INatsSerialize<T>? serializer, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_state == NatsConnectionState.Open)
        {
            await PublishAsync(subject, data!, headers, replyTo, serializer, null, cancellationToken);
            return;
        }

        // A request that has been given up must not go out when the connection comes back.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            await PublishAsync(subject, data!, headers, replyTo, serializer, null, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private async IAsyncEnumerable<NatsMsg<TReply>> EnumerateRepliesAsync<TRequest, TReply>(string subject, TRequest? data, NatsHeaders? headers, INatsSerialize<TRequest>? requestSerializer, INatsDeserialize<TReply>? replySerializer, NatsPubOpts? requestOpts, NatsSubOpts replyOpts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var replies = await CreateRequestSubAsync(subject, data, headers, requestSerializer, replySerializer, requestOpts, replyOpts, cancellationToken);
        await foreach (var msg in replies.Msgs.ReadAllAsync(cancellationToken))
            yield return msg;
    }

    private NatsSubOpts WithDefaults(NatsSubOpts? replyOpts) => (replyOpts ?? new NatsSubOpts()) with
    {
        StopOnEmptyMsg = replyOpts?.StopOnEmptyMsg ?? true,
        Timeout = replyOpts?.Timeout ?? Opts.RequestTimeout,
        ThrowIfNoResponders = replyOpts?.ThrowIfNoResponders ?? true,
    };
}
