using System.Globalization;
using System.Runtime.CompilerServices;

namespace BoxBox.Orders.Stream;

internal sealed class OrderHistory(INatsJSContext jetStream, StreamSetup setup, TimeProvider time, ILogger<OrderHistory> logger) : IOrderHistory
{
    // Keeps a reader that waits within seconds of noticing that its consumer is gone, e.g. after a restart of NATS.
    private static readonly NatsJSConsumeOpts Following = new() { MaxMsgs = 500, Expires = TimeSpan.FromSeconds(10), IdleHeartbeat = TimeSpan.FromSeconds(2) };

    private static readonly NatsJSFetchOpts Batch = new() { MaxMsgs = 256, Expires = TimeSpan.FromSeconds(5) };

    private static readonly OrderStatus[] AllSteps = Enum.GetValues<OrderStatus>();

    private INatsJSStream? _stream;

    public async Task<StreamPosition> PositionAsync(CancellationToken cancellationToken)
    {
        INatsJSStream stream;
        try
        {
            stream = await FindStreamAsync(cancellationToken);
        }
        catch (NatsJSApiException refused) when (JetStreamErrors.IsStreamNotFound(refused.Error))
        {
            Log.StreamMissing(logger, OrderStreamConfig.StreamName);
            stream = await setup.EnsureAsync(cancellationToken);
        }

        return new StreamPosition(stream.Info.State.LastSeq, stream.Info.Created, stream.Info.State.Bytes, stream.Info.Config.MaxBytes);
    }

    public async Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        await GetFromAnyCopyAsync(Newest(status, orderId), cancellationToken) ?? await GetAsync(Newest(status, orderId), cancellationToken);

    public Task<StoredStep?> FindFirstAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken) =>
        GetAsync(new StreamMsgGetRequest { Seq = 1, NextBySubj = OrderSubjects.For(status, orderId) }, cancellationToken);

    // Asked for orders.*.ORDER-ID, the server looks through all of the stream (a second for 200,000 messages); an exact subject it finds at once.
    public async Task<IReadOnlyList<StoredStep>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(AllSteps.Select(status => GetFromAnyCopyAsync(Newest(status, orderId), cancellationToken)));

        // An order ends once: where one end stands, nobody need look for the other.
        var hasEnded = AllSteps.Any(status => OrderLifecycle.IsFinal(status) && found[(int)status] is not null);
        var missed = AllSteps.Where(status => found[(int)status] is null && !(hasEnded && OrderLifecycle.IsFinal(status)));
        var rest = await Task.WhenAll(missed.Select(status => GetAsync(Newest(status, orderId), cancellationToken)));
        return [.. found.Concat(rest).OfType<StoredStep>().Where(step => step.Sequence > after).OrderBy(step => step.Sequence)];
    }

    public Task<StoredStep?> NextAsync(ulong after, CancellationToken cancellationToken) =>
        GetAsync(new StreamMsgGetRequest { Seq = after + 1, NextBySubj = ">" }, cancellationToken);

    public async IAsyncEnumerable<StoredStep> ReadAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var config = OrderStreamConfig.Replay(after);
        var consumer = await Deadline.KeepAsync(
            time, token => jetStream.CreateOrUpdateConsumerAsync(OrderStreamConfig.StreamName, config, token), cancellationToken);
        try
        {
            for (var read = 1; read > 0;)
            {
                read = 0;
                await foreach (var message in consumer.FetchNoWaitAsync<byte[]>(Batch, cancellationToken: cancellationToken))
                {
                    read++;
                    yield return StepOf(message);
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
        // Of a cluster without a leader the client would ask thousands of times a second. Who follows has a pause of his own.
        var start = new NatsJSOrderedConsumerOpts
        {
            DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence,
            OptStartSeq = after + 1,
            MaxResetAttempts = 1,
        };

        // Asks nothing of the server yet, and keeps the token for its whole life.
        var consumer = await jetStream.CreateOrderedConsumerAsync(OrderStreamConfig.StreamName, start, cancellationToken);
        await foreach (var message in consumer.ConsumeAsync<byte[]>(opts: Following, cancellationToken: cancellationToken))
            yield return StepOf(message);

        // The consumer ends without a word when it is cancelled.
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<StoredStep?> GetAsync(StreamMsgGetRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await StreamAsync(cancellationToken);
            var answer = await Deadline.KeepAsync(time, token => stream.GetAsync(request, token), cancellationToken);
            return answer.Message is { } stored
                ? StoredStep.Read(stored.Seq, stored.Subject, stored.Time, StoredStep.HeadersIn(stored.Hdrs), stored.Data, logger)
                : null;
        }
        catch (NatsJSApiException refused) when (JetStreamErrors.IsMessageNotFound(refused.Error))
        {
            return null;
        }
    }

    /// <summary>Quicker, and answered by any server that has a copy of the stream: its message counts, that it has none does not.</summary>
    private async Task<StoredStep?> GetFromAnyCopyAsync(StreamMsgGetRequest request, CancellationToken cancellationToken)
    {
        var stream = await StreamAsync(cancellationToken);
        if (!stream.Info.Config.AllowDirect)
            return null;
        var answer = await Deadline.KeepAsync(time, token => stream.GetDirectAsync<byte[]>(request, cancellationToken: token), cancellationToken);
        if (answer.Headers is not { Code: not 404 } headers || answer.Data is not { } payload
            || !ulong.TryParse(headers["Nats-Sequence"], CultureInfo.InvariantCulture, out var sequence))
            return null;

        var storedAt = DateTimeOffset.Parse(headers["Nats-Time-Stamp"].ToString(), CultureInfo.InvariantCulture);
        return StoredStep.Read(sequence, headers["Nats-Subject"].ToString(), storedAt, headers, payload, logger);
    }

    private static StreamMsgGetRequest Newest(OrderStatus status, Guid orderId) => new() { LastBySubj = OrderSubjects.For(status, orderId) };

    private async ValueTask<INatsJSStream> StreamAsync(CancellationToken cancellationToken) => _stream ??= await FindStreamAsync(cancellationToken);

    private Task<INatsJSStream> FindStreamAsync(CancellationToken cancellationToken) =>
        Deadline.KeepAsync(time, token => jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: token), cancellationToken);

    private StoredStep StepOf(INatsJSMsg<byte[]> message) => StoredStep.Read(
        message.Metadata?.Sequence.Stream ?? 0, message.Subject, message.Metadata?.Timestamp ?? default, message.Headers, message.Data, logger);

    private async Task ForgetAsync(INatsJSConsumer consumer)
    {
        try
        {
            // None: the reader's token may be why we are here, and the consumer should go all the same; the deadline bounds it.
            await Deadline.KeepAsync(
                time, token => jetStream.DeleteConsumerAsync(OrderStreamConfig.StreamName, consumer.Info.Name, token), CancellationToken.None);
        }
        catch (Exception error)
        {
            // The server forgets it by itself once it is inactive.
            Log.ConsumerNotDeleted(logger, consumer.Info.Name, error.Message);
        }
    }
}
