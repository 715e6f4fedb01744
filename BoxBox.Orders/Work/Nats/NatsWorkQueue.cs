using BoxBox.Orders.Stream;
using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;

namespace BoxBox.Orders.Work.Nats;

/// <summary>The queue as a durable pull consumer of the stream.</summary>
internal sealed class NatsWorkQueue(INatsJSContext jetStream, StreamSetup setup, WorkerProfile profile, TimeProvider time, ILogger<NatsWorkQueue> logger) : IWorkQueue
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <summary>The shortest wait for messages that the server takes.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private INatsJSConsumer? consumer;

    public Task OpenAsync(CancellationToken cancellationToken) => time.WithinAsync(AnswerLimit, async token =>
    {
        await setup.EnsureAsync(token);
        var config = OrderStreamConfig.WorkQueue(profile.Consumer, profile.Takes);
        consumer = await jetStream.CreateOrUpdateConsumerAsync(OrderStreamConfig.StreamName, config, token);
    }, cancellationToken);

    public async Task<IReadOnlyList<IDelivery>> FetchAsync(int most, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var queue = consumer ?? throw new InvalidOperationException("The queue must be opened first.");
        var batch = new List<IDelivery>();
        await FetchAsync(queue, 1, maxWait, batch, cancellationToken);
        if (batch.Count == 0)
            // Nothing came: either there is nothing, or the consumer is gone, which a fetch does not tell.
            await time.WithinAsync(AnswerLimit, token => queue.RefreshAsync(token).AsTask(), cancellationToken);
        else if (Math.Min(most - 1, Pending(batch[0])) is var more and > 0)
            await FetchAsync(queue, more, ShortestWait, batch, cancellationToken);
        return batch;
    }

    /// <summary>How many are there beside it, so that the rest of a batch is taken without waiting for what is not there.</summary>
    private static int Pending(IDelivery first) => (int)Math.Min(int.MaxValue, ((NatsDelivery)first).Pending);

    private async Task FetchAsync(INatsJSConsumer queue, int most, TimeSpan maxWait, List<IDelivery> batch, CancellationToken cancellationToken)
    {
        var options = new NatsJSFetchOpts { MaxMsgs = most, Expires = maxWait };
        try
        {
            await time.WithinAsync(maxWait + AnswerLimit, async token =>
            {
                await foreach (var message in queue.FetchAsync<byte[]>(options, cancellationToken: token))
                    batch.Add(new NatsDelivery(message));
            }, cancellationToken);
        }
        catch (Exception e) when (batch.Count > 0)
        {
            // What is here is held by this worker and must be settled, also where no more comes.
            Log.FetchCutShort(logger, e, batch.Count);
        }
    }
}
