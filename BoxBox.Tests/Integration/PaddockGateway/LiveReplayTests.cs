namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class LiveReplayTests : OverFakeStream
{
    [Fact(Timeout = 60_000)]
    public async Task A_replay_shows_everything_and_goes_on_live()
    {
        Store(3);
        using var live = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal([1UL, 2, 3], await live.NextIdsAsync(3));
        Store(2);

        Assert.Equal([4UL, 5], await live.NextIdsAsync(2));
    }

    [Fact(Timeout = 60_000)]
    public async Task While_orders_pour_in_a_replay_has_neither_gap_nor_repeat()
    {
        // All at once: none of this is a client that is too slow.
        using var gateway = new GatewayHost(_stream, null, ("Live:EventsBehind", "3000"));
        using var client = gateway.CreateClient();
        var pouring = Task.Run(() => Store(3000), TestContext.Current.CancellationToken);
        using var live = await SseReader.OpenAsync(client, "?replay=all");

        var seen = await live.NextIdsAsync(3000);
        await pouring;
        Assert.Equal(Enumerable.Range(1, 3000).Select(id => (ulong)id), seen);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("", "2")]
    [InlineData("?last_event_id=2", null)]
    [InlineData("?replay=all", "2")]
    [InlineData("?last_event_id=1", "2")]
    public async Task A_client_that_resumes_sees_what_it_missed(string query, string? lastEventId)
    {
        Store(4);

        using var live = await SseReader.OpenAsync(_client, query, lastEventId);

        Assert.Equal([3UL, 4], await live.NextIdsAsync(2));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_resumes_through_another_replica()
    {
        using var replica = new GatewayHost(_stream, _time);
        using var other = replica.CreateClient();
        using var here = await SseReader.OpenAsync(_client);
        Store(3);
        Assert.Equal([1UL, 2], await here.NextIdsAsync(2));

        using var there = await SseReader.OpenAsync(other, lastEventId: "2");

        Assert.Equal([3UL], await there.NextIdsAsync(1));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_id_of_a_stream_that_is_gone_means_live()
    {
        Store(1);

        // At the start the feed asks.
        await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        using var live = await SseReader.OpenAsync(_client, lastEventId: "500");
        await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        Store(1);

        Assert.Equal(2UL, (await live.NextEventAsync())!.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_order_is_shown_from_its_first_step_without_the_others()
    {
        var order = Pizza.Order();
        _stream.Store(order);
        Store(1);
        _stream.Store(order.Reach(OrderStatus.InProgress, Pizza.Noon));
        using var live = await SseReader.OpenAsync(_client, $"?order_id={order.OrderId}");
        Assert.Equal([1UL, 3], await live.NextIdsAsync(2));

        Store(1);
        _stream.Store(order.Reach(OrderStatus.WaitingDelivery, Pizza.Noon));

        var next = await live.NextEventAsync();
        Assert.Equal((5UL, "waiting_delivery"), (next!.Id, next["status"]));
    }
}
