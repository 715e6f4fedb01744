namespace BoxBox.Tests.Unit.Work;

public sealed class FailureTests : IDisposable
{
    private readonly WorkBench _bench = new();

    [Fact(Timeout = 30_000)]
    public async Task An_order_whose_colleague_is_away_is_given_back_with_a_delay_and_the_others_go_on()
    {
        var asleep = _bench.Delivery("a");
        var away = OrderJson.Deserialize(asleep.Payload.Span).OrderId;

        await _bench.RunAsync((order, token) => order.Order.OrderId == away ? throw new ColleagueAwayException("asleep") : order.FinishAsync(token), asleep, _bench.Delivery("b"));

        Assert.Equal(["give back a", "publishing WaitingDelivery", "stored WaitingDelivery", "ack b"], _bench.Journal.Entries);
        Assert.Equal(TimeSpan.FromSeconds(1), asleep.GivenBackFor);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_colleague_who_sleeps_long_never_costs_an_order()
    {
        var order = WorkBench.Order();
        var delays = new List<double>();

        for (var attempt = 1; attempt <= 100; attempt++)
        {
            var delivery = FakeDelivery.Of(order, "a", _bench.Journal, attempt);
            await _bench.RunAsync((_, _) => throw new ColleagueAwayException("asleep"), delivery);
            delays.Add(delivery.GivenBackFor!.Value.TotalSeconds);
        }

        Assert.Equal(100, _bench.Journal.Count("give back a"));
        Assert.Empty(_bench.Publisher.Published);
        Assert.Equal([1, 2, 4, 8, 15, 15], delays.Take(6));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_setting_says_how_long_an_order_that_is_given_back_rests_at_most()
    {
        using var bench = new WorkBench { Orders = new OrdersOptions { LongestGiveBackInSeconds = 3 } };
        var delivery = bench.Delivery("a", attempt: 10);

        await bench.RunAsync((_, _) => throw new ColleagueAwayException("asleep"), delivery);

        Assert.Equal(TimeSpan.FromSeconds(3), delivery.GivenBackFor);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_tenth_failure_ends_an_order_as_failed_with_the_reason()
    {
        var order = WorkBench.Order();

        for (var attempt = 1; attempt <= 9; attempt++)
            await FailAsync(order, attempt);
        var before = _bench.Publisher.Published.Count;
        await FailAsync(order, 10);

        Assert.Equal(0, before);
        Assert.Equal(9, _bench.Journal.Count("give back a"));
        Assert.Equal(["publishing Failed", "stored Failed", "reject a"], _bench.Journal.Entries.Skip(9));
        var failed = Assert.Single(_bench.Publisher.Published);
        Assert.Equal((OrderStatus.Failed, order.OrderId, order.Username), (failed.Status, failed.OrderId, failed.Username));
        Assert.Contains("10 times", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("no flour", failed.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Times_when_a_colleague_was_away_do_not_count_among_the_ten()
    {
        var order = WorkBench.Order();

        for (var attempt = 1; attempt <= 50; attempt++)
            await _bench.RunAsync((_, _) => throw new ColleagueAwayException("asleep"), FakeDelivery.Of(order, "a", _bench.Journal, attempt));
        for (var attempt = 51; attempt <= 59; attempt++)
            await FailAsync(order, attempt);

        Assert.Equal(0, _bench.Journal.Count("reject a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_that_somebody_else_broke_off_is_no_failure_of_the_order()
    {
        var order = WorkBench.Order();

        for (var attempt = 1; attempt <= 20; attempt++)
            await _bench.RunAsync((_, _) => throw new TaskCanceledException("the client was closed"), FakeDelivery.Of(order, "a", _bench.Journal, attempt));

        Assert.Equal((20, 0), (_bench.Journal.Count("give back a"), _bench.Journal.Count("reject a")));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_order_that_could_not_be_told_as_failed_is_kept()
    {
        var order = WorkBench.Order();
        for (var attempt = 1; attempt <= 9; attempt++)
            await FailAsync(order, attempt);

        _bench.Publisher.Before = (_, _) => throw new TimeoutException();
        await FailAsync(order, 10);

        Assert.Equal(0, _bench.Journal.Count("reject a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unreadable_payload_ends_as_failed_under_the_id_of_its_subject()
    {
        var id = Guid.NewGuid();

        await _bench.RunAsync((_, _) => throw new InvalidOperationException("worked"), new FakeDelivery("a", _bench.Journal) { Subject = $"orders.waiting_to_cook.{id}", Payload = "{\"size\":"u8.ToArray() });

        Assert.Equal(["publishing Failed", "stored Failed", "reject a"], _bench.Journal.Entries);
        var failed = Assert.Single(_bench.Publisher.Published);
        Assert.Equal(id, failed.OrderId);
        Assert.Contains("not the JSON of an order", failed.Reason, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"order_id":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","size":"small","destination":"x","username":"y","ordered_at":"2026-09-06T15:00:00Z","status":"pending","updated_at":"2026-09-06T15:00:00Z"}""", "order_id")]
    [InlineData("""{"order_id":"11111111-2222-3333-4444-555555555555","size":7,"destination":"x","username":"y","ordered_at":"2026-09-06T15:00:00Z","status":"pending","updated_at":"2026-09-06T15:00:00Z"}""", "size")]
    [InlineData("""{"order_id":"11111111-2222-3333-4444-555555555555","size":"small","border":9,"destination":"x","username":"y","ordered_at":"2026-09-06T15:00:00Z","status":"pending","updated_at":"2026-09-06T15:00:00Z"}""", "border")]
    [InlineData("null", "JSON")]
    [InlineData("", "JSON")]
    public async Task A_payload_that_contradicts_itself_is_unreadable_too(string payload, string named)
    {
        await _bench.RunAsync((_, _) => throw new InvalidOperationException("worked"), new FakeDelivery("a", _bench.Journal)
        {
            Subject = "orders.waiting_to_cook.11111111-2222-3333-4444-555555555555",
            Payload = Encoding.UTF8.GetBytes(payload),
        });

        Assert.Equal(1, _bench.Journal.Count("reject a"));
        Assert.Contains(named, Assert.Single(_bench.Publisher.Published).Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failure_after_very_many_deliveries_ends_the_order_whatever_this_process_has_counted()
    {
        var order = WorkBench.Order();

        await FailAsync(order, attempt: 999);
        Assert.Empty(_bench.Publisher.Published);
        await FailAsync(order, attempt: 1_000);

        Assert.Contains("2 times", Assert.Single(_bench.Publisher.Published).Reason, StringComparison.Ordinal);
        Assert.Equal("reject a", _bench.Journal.Entries[^1]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_night_without_a_colleague_never_ends_an_order_however_often_it_was_delivered()
    {
        await _bench.RunAsync((_, _) => throw new ColleagueAwayException("asleep"), _bench.Delivery("a", attempt: 100_000));

        Assert.Equal(["give back a"], _bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_message_that_names_no_order_at_all_is_refused_without_a_word()
    {
        await _bench.RunAsync((_, _) => Task.CompletedTask, new FakeDelivery("a", _bench.Journal) { Subject = "orders.waiting_to_cook.pizza", Payload = "?"u8.ToArray() });

        Assert.Equal(["reject a"], _bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_the_worker_leaves_open_is_given_back_with_a_delay()
    {
        var delivery = _bench.Delivery("a");

        await _bench.RunAsync((_, _) => Task.CompletedTask, delivery);

        Assert.Equal(TimeSpan.FromSeconds(1), delivery.GivenBackFor);
    }

    public void Dispose() => _bench.Dispose();

    private Task FailAsync(Order order, int attempt) =>
        _bench.RunAsync((_, _) => throw new InvalidOperationException("no flour"), FakeDelivery.Of(order, "a", _bench.Journal, attempt));
}
