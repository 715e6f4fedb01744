using BoxBox.Orders.Work.Nats;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Integration.Work;

/// <summary>The queue over a real nats-server.</summary>
public sealed class NatsWorkQueueTests : OverOrderStream
{
    private readonly WorkBench _bench = new();

    public override ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return base.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_queue_that_was_made_with_the_servers_own_limit_gets_room_for_ten_large_batches()
    {
        var old = OrderStreamConfig.WorkQueue(_bench.Profile.Consumer, _bench.Profile.Takes, new OrdersOptions());
        old.MaxAckPending = 0;
        var made = await _orders.JetStream.CreateOrUpdateConsumerAsync("ORDERS", old, Stop);
        Assert.Equal(1_000, made.Info.Config.MaxAckPending);

        await Queue(new OrdersOptions(), TimeProvider.System).OpenAsync(Stop);

        var now = await _orders.JetStream.GetConsumerAsync("ORDERS", _bench.Profile.Consumer, Stop);
        Assert.InRange(now.Info.Config.MaxAckPending, 10 * 1_000, int.MaxValue);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_queue_is_made_as_the_contract_has_it_and_one_that_exists_is_brought_up_to_date()
    {
        await Queue(new OrdersOptions(), TimeProvider.System).OpenAsync(Stop);
        var made = await ConfigAsync();
        await Queue(new OrdersOptions { AckWaitInSeconds = 7 }, TimeProvider.System).OpenAsync(Stop);

        Assert.Equal(("tests", "orders.waiting_to_cook.*"), (made.DurableName, made.FilterSubject));
        Assert.Equal((ConsumerConfigAckPolicy.Explicit, ConsumerConfigDeliverPolicy.All, -1L), (made.AckPolicy, made.DeliverPolicy, made.MaxDeliver));
        Assert.Equal(TimeSpan.FromSeconds(30), made.AckWait);
        Assert.Equal(TimeSpan.FromSeconds(7), (await ConfigAsync()).AckWait);

        async Task<ConsumerConfig> ConfigAsync() => (await _orders.JetStream.GetConsumerAsync("ORDERS", _bench.Profile.Consumer, Stop)).Info.Config;
    }

    [Fact(Timeout = 60_000)]
    public async Task The_rest_of_a_batch_is_not_waited_for_so_long_that_the_first_would_go_to_a_colleague()
    {
        var time = new WatchedTime();
        var queue = Queue(new OrdersOptions { AckWaitInSeconds = 6 }, time);
        await queue.OpenAsync(Stop);
        await _orders.Publisher.PlaceAsync(WorkBench.Order(), Stop);

        Assert.Single(await queue.FetchAsync(2, TimeSpan.FromSeconds(30), Stop));

        await time.SomebodyWaitsAsync(TimeSpan.FromSeconds(2));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_queue_that_is_gone_is_noticed_whether_or_not_there_was_work_just_now(bool isBusy)
    {
        var queue = Queue(new OrdersOptions { AckWaitInSeconds = 3 }, TimeProvider.System);
        await queue.OpenAsync(Stop);
        if (isBusy)
        {
            await _orders.Publisher.PlaceAsync(WorkBench.Order(), Stop);
            await Assert.Single(await queue.FetchAsync(2, TimeSpan.FromSeconds(30), Stop)).AckAsync(Stop);
        }

        await _orders.JetStream.DeleteConsumerAsync("ORDERS", _bench.Profile.Consumer, Stop);

        await Assert.ThrowsAsync<NatsJSApiException>(() => queue.FetchAsync(2, TimeSpan.FromSeconds(1), Stop));
    }

    private NatsWorkQueue Queue(OrdersOptions options, TimeProvider time) => new(
        _orders.JetStream, new StreamSetup(_orders.JetStream, Options.Create(options), time, NullLogger<StreamSetup>.Instance), _bench.Profile, Options.Create(options), time, NullLogger<NatsWorkQueue>.Instance);
}
