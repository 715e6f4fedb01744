namespace BoxBox.Orders.Work.Nats;

/// <summary>The queue as a durable pull consumer of the stream.</summary>
internal sealed class NatsWorkQueue(
    INatsJSContext jetStream, StreamSetup setup, WorkerProfile profile, IOptions<OrdersOptions> options, TimeProvider time, ILogger<NatsWorkQueue> logger)
    : IWorkQueue
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <summary>The client refuses a longer one; left to itself it takes half of the wait.</summary>
    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromSeconds(30);

    private INatsJSConsumer? _consumer;
    private bool _isBusy;

    /// <summary>Until the batch is there, nobody extends the ack wait of its first message; nor does a stop break it off.</summary>
    private TimeSpan AtOnceLimit => TimeSpan.FromTicks(Math.Min(Deadline.Default.Ticks, (options.Value.AckWait / 3).Ticks));

    public Task OpenAsync(CancellationToken cancellationToken) => Deadline.KeepAsync(time, AnswerLimit, async token =>
    {
        await setup.EnsureAsync(token);
        var config = OrderStreamConfig.WorkQueue(profile.Consumer, profile.Takes, options.Value);
        _consumer = await jetStream.CreateOrUpdateConsumerAsync(OrderStreamConfig.StreamName, config, token);
    }, cancellationToken);

    public async Task<IReadOnlyList<IDelivery>> FetchAsync(int most, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var queue = _consumer ?? throw new InvalidOperationException("The queue must be opened first.");
        var batch = new List<IDelivery>();
        // After a batch there is mostly another one.
        if (_isBusy)
            await TakeWhatIsThereAsync(queue, most, batch);
        if (batch.Count == 0)
            await WaitAsync(queue, most, maxWait, batch, cancellationToken);
        _isBusy = batch.Count > 0;
        return batch;
    }

    public async Task<QueueState> StateAsync(CancellationToken cancellationToken)
    {
        var seen = await Deadline.KeepAsync(
            time, token => jetStream.GetConsumerAsync(OrderStreamConfig.StreamName, profile.Consumer, token), cancellationToken);
        return new QueueState((long)seen.Info.NumPending, seen.Info.NumAckPending, seen.Info.NumRedelivered);
    }

    /// <summary>
    /// Takes what is there. Not broken off, also not by a stop: what is on the way would be in nobody's hands until its ack wait is over. Where nobody
    /// answers, the consumer is gone: waiting for the first message finds that out.
    /// </summary>
    private async Task TakeWhatIsThereAsync(INatsJSConsumer queue, int most, List<IDelivery> batch)
    {
        try
        {
            var there = new NatsJSFetchOpts { MaxMsgs = most };
            await TakeAsync(token => queue.FetchNoWaitAsync<byte[]>(there, cancellationToken: token), AtOnceLimit, batch, CancellationToken.None);
        }
        catch (TimeoutException silence)
        {
            Log.FetchCutShort(logger, silence, batch.Count);
        }
    }

    private async Task WaitAsync(INatsJSConsumer queue, int most, TimeSpan maxWait, List<IDelivery> batch, CancellationToken cancellationToken)
    {
        var first = new NatsJSFetchOpts { MaxMsgs = 1, Expires = maxWait, IdleHeartbeat = maxWait / 2 < LongestHeartbeat ? maxWait / 2 : LongestHeartbeat };
        await TakeAsync(token => queue.FetchAsync<byte[]>(first, cancellationToken: token), maxWait + AnswerLimit, batch, cancellationToken);
        if (batch.Count == 0)
            // Nothing came: either there is nothing, or the consumer is gone, which a fetch does not tell.
            await Deadline.KeepAsync(time, AnswerLimit, token => queue.RefreshAsync(token).AsTask(), cancellationToken);
        else if (most > 1)
            await TakeWhatIsThereAsync(queue, most - 1, batch);
    }

    private async Task TakeAsync(
        Func<CancellationToken, IAsyncEnumerable<INatsJSMsg<byte[]>>> fetch, TimeSpan limit, List<IDelivery> batch, CancellationToken cancellationToken)
    {
        try
        {
            await Deadline.KeepAsync(time, limit, async token =>
            {
                await foreach (var message in fetch(token))
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
