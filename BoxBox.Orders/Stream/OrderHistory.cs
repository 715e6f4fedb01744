using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Orders.Stream;

/// <summary>Reads the stream <c>ORDERS</c>.</summary>
internal sealed class OrderHistory(INatsJSContext jetStream, StreamSetup setup, TimeProvider time, ILogger<OrderHistory> logger) : IOrderHistory
{
    private const string AnySubject = ">";
    private const int MostOfOneStep = 16;

    // Keeps a reader that waits within seconds of noticing that its consumer is gone, e.g. after a restart of NATS.
    private static readonly NatsJSConsumeOpts Following = new() { MaxMsgs = 500, Expires = TimeSpan.FromSeconds(10), IdleHeartbeat = TimeSpan.FromSeconds(2) };

    private static readonly NatsJSFetchOpts Batch = new() { MaxMsgs = 256, Expires = TimeSpan.FromSeconds(5) };

    private INatsJSStream? _stream;

    public async Task<StreamPosition> PositionAsync(CancellationToken cancellationToken)
    {
        var stream = await FindOrMakeStreamAsync(cancellationToken);
        return new StreamPosition(stream.Info.State.LastSeq, stream.Info.Created);
    }

    public Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        GetAsync(new StreamMsgGetRequest { LastBySubj = OrderSubjects.For(status, orderId) }, cancellationToken);

    // Asked for orders.*.ORDER-ID, the server looks through all of the stream (a second for 200,000 messages); an exact subject it finds at once.
    public async Task<IReadOnlyList<StoredStep>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken)
    {
        var steps = await Task.WhenAll(Enum.GetValues<OrderStatus>().Select(status => StepsOnAsync(OrderSubjects.For(status, orderId), after, cancellationToken)));
        return [.. steps.SelectMany(entries => entries).OrderBy(entry => entry.Sequence)];
    }

    public Task<StoredStep?> NextAsync(ulong after, CancellationToken cancellationToken) => NextOnAsync(AnySubject, after, cancellationToken);

    public async IAsyncEnumerable<StoredStep> ReadAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var config = OrderStreamConfig.Replay(after);
        var consumer = await Deadline.KeepAsync(time, token => jetStream.CreateOrUpdateConsumerAsync(OrderStreamConfig.StreamName, config, token), cancellationToken);
        try
        {
            for (var read = 1; read > 0;)
            {
                read = 0;
                await foreach (var message in consumer.FetchNoWaitAsync<byte[]>(Batch, cancellationToken: cancellationToken))
                {
                    read++;
                    yield return EntryOf(message);
                }
            }
        }
        finally
        {
            await ForgetAsync(consumer);
        }
    }

    public async IAsyncEnumerable<StoredStep> FollowAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in FollowMessagesAsync(after, headersOnly: false, cancellationToken))
            yield return EntryOf(message);
    }

    public async IAsyncEnumerable<StepHeadline> FollowHeadlinesAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in FollowMessagesAsync(after, headersOnly: true, cancellationToken))
            yield return new StepHeadline(SequenceOf(message), message.Subject);
    }

    private async IAsyncEnumerable<INatsJSMsg<byte[]>> FollowMessagesAsync(ulong after, bool headersOnly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = new NatsJSOrderedConsumerOpts
        {
            DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence,
            OptStartSeq = after + 1,
            HeadersOnly = headersOnly,
        };

        // Asks nothing of the server yet, and keeps the token for its whole life.
        var consumer = await jetStream.CreateOrderedConsumerAsync(OrderStreamConfig.StreamName, start, cancellationToken);
        await foreach (var message in consumer.ConsumeAsync<byte[]>(opts: Following, cancellationToken: cancellationToken))
            yield return message;

        // The consumer ends without a word when it is cancelled.
        cancellationToken.ThrowIfCancellationRequested();
    }

    // There is one at most, unless the guarantees were broken; then it should be seen.
    private async Task<List<StoredStep>> StepsOnAsync(string subject, ulong after, CancellationToken cancellationToken)
    {
        var entries = new List<StoredStep>();
        while (entries.Count < MostOfOneStep && await NextOnAsync(subject, after, cancellationToken) is { } next)
        {
            entries.Add(next);
            after = next.Sequence;
        }

        return entries;
    }

    private Task<StoredStep?> NextOnAsync(string subject, ulong after, CancellationToken cancellationToken) =>
        GetAsync(new StreamMsgGetRequest { Seq = after + 1, NextBySubj = subject }, cancellationToken);

    private async Task<INatsJSStream> FindOrMakeStreamAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Deadline.KeepAsync(time, token => jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: token), cancellationToken);
        }
        catch (NatsJSApiException refused) when (JetStreamErrors.IsStreamNotFound(refused.Error))
        {
            Log.StreamMissing(logger, OrderStreamConfig.StreamName);
            return await setup.EnsureAsync(cancellationToken);
        }
    }

    private async Task<StoredStep?> GetAsync(StreamMsgGetRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await Deadline.KeepAsync(time, token => GetFromLeaderAsync(request, token), cancellationToken);
            return answer.Message is { } stored
                ? StoredStepReader.Read(stored.Seq, stored.Subject, StoredHeaders.Find(stored.Hdrs, OrderHeaders.By), stored.Data.Span, logger)
                : null;
        }
        catch (NatsJSApiException refused) when (JetStreamErrors.IsMessageNotFound(refused.Error))
        {
            return null;
        }
    }

    // Not the direct get: that one may be answered by a copy which has not heard of the newest messages yet.
    private async ValueTask<StreamMsgGetResponse> GetFromLeaderAsync(StreamMsgGetRequest request, CancellationToken cancellationToken)
    {
        _stream ??= await jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: cancellationToken);
        return await _stream.GetAsync(request, cancellationToken);
    }

    private StoredStep EntryOf(INatsJSMsg<byte[]> message) => StoredStepReader.Read(
        SequenceOf(message), message.Subject, message.Headers?[OrderHeaders.By], message.Data, logger);

    private static ulong SequenceOf(INatsJSMsg<byte[]> message) => message.Metadata?.Sequence.Stream ?? 0;

    private async Task ForgetAsync(INatsJSConsumer consumer)
    {
        try
        {
            // None: the reader's token may be why we are here, and the consumer should go all the same; the deadline bounds it.
            await Deadline.KeepAsync(time, token => jetStream.DeleteConsumerAsync(OrderStreamConfig.StreamName, consumer.Info.Name, token), CancellationToken.None);
        }
        catch (Exception error)
        {
            // The server forgets it by itself once it is inactive.
            Log.ConsumerNotDeleted(logger, consumer.Info.Name, error.Message);
        }
    }
}
