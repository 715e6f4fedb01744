using BoxBox.Maestro;
using BoxBox.Orders.Crew;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Unit.Maestro;

public sealed class BreakTests : IDisposable
{
    private const double Oversmoking = 0.09;

    private readonly KitchenBench _kitchen = new();

    [Theory(Timeout = 30_000)]
    [InlineData(KitchenBench.NoOversmoking, 1)]
    [InlineData(Oversmoking, 1.5)]
    public async Task After_an_order_he_smokes_and_oversmoking_really_lasts_longer(double draw, double expectedSeconds)
    {
        var round = _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions(), draw), _kitchen.Bench.Delivery("a"));

        await _kitchen.Bench.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(expectedSeconds));
        Assert.Equal("ack a", _kitchen.Bench.Journal.Entries[^1]);
        _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(expectedSeconds));
        await round;

        Assert.Equal([1], _kitchen.Measured.Of("maestro.smoke.count"));
        Assert.Equal([expectedSeconds], _kitchen.Measured.Of("maestro.smoke.duration"));
    }

    [Fact(Timeout = 60_000)]
    public async Task He_says_which_order_he_cooks_how_long_he_smokes_and_when_he_is_idle()
    {
        var cooking = new TaskCompletionSource();
        _kitchen.Panettiere.Answer = _ => cooking.Task;
        var worker = _kitchen.Worker(new MaestroOptions { LunchDurationInSeconds = 0 });
        var order = WorkBench.Order();

        var round = _kitchen.Bench.RunAsync(worker, FakeDelivery.Of(order, "a", _kitchen.Bench.Journal));
        await _kitchen.Bench.Journal.HasAsync("dough");
        Assert.Equal((CrewState.Cooking, $"{order.OrderId}"), (_kitchen.Crew!.Now.State, Assert.Single(_kitchen.Crew.Now.OrderIds)));
        cooking.SetResult();
        await _kitchen.Bench.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((CrewState.Smoking, TimeSpan.FromSeconds(1)), (_kitchen.Crew.Now.State, _kitchen.Crew.Now.Until - _kitchen.Crew.Now.Since));
        _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        await round;

        Assert.Equal(CrewState.Idle, _kitchen.Crew.Now.State);
    }

    [Fact(Timeout = 60_000)]
    public async Task Orders_that_were_finished_before_are_no_reason_to_smoke()
    {
        var (a, b) = (WorkBench.Order(), WorkBench.Order());
        _kitchen.Bench.Stream.Store(a.Reach(OrderStatus.WaitingDelivery, a.OrderedAt));
        _kitchen.Bench.Stream.Store(b.Reach(OrderStatus.WaitingDelivery, b.OrderedAt));

        var round = _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions()), FakeDelivery.Of(a, "a", _kitchen.Bench.Journal, attempt: 2), FakeDelivery.Of(b, "b", _kitchen.Bench.Journal, attempt: 2));
        await round.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["ack a", "ack b"], _kitchen.Bench.Journal.Entries);
        Assert.Empty(_kitchen.Measured.Of("maestro.smoke.count"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_panettiere_who_sleeps_costs_him_his_smoke_and_the_next_order_is_made()
    {
        _kitchen.Panettiere.Answer = order => _kitchen.Panettiere.Asked == 1 ? throw new ColleagueAwayException("asleep") : Task.CompletedTask;

        var round = _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions()), _kitchen.Bench.Delivery("a"), _kitchen.Bench.Delivery("b"));
        await _kitchen.Bench.Time.PassAsync(TimeSpan.FromSeconds(1));
        await round;

        Assert.Equal((1, 1), (_kitchen.Bench.Journal.Count("give back a"), _kitchen.Bench.Journal.Count("ack b")));
        Assert.Equal([1], _kitchen.Measured.Of("maestro.smoke.count"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(25, 25)]
    [InlineData(0, 10)]
    public async Task Called_to_lunch_he_goes_when_the_order_in_hand_is_finished_and_once(double duration, double expectedSeconds)
    {
        var worker = _kitchen.Worker(new MaestroOptions { SmokingDurationInSeconds = 0, LunchDurationInSeconds = duration });
        _kitchen.Panettiere.Answer = _ =>
        {
            if (_kitchen.Panettiere.Asked == 1)
                _kitchen.Breaks!.CallToLunch();
            return Task.CompletedTask;
        };
        var round = _kitchen.Bench.RunAsync(worker, _kitchen.Bench.Delivery("a"), _kitchen.Bench.Delivery("b"));

        await _kitchen.Bench.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(expectedSeconds));
        Assert.Equal((1, 0), (_kitchen.Bench.Journal.Count("ack a"), _kitchen.Bench.Journal.Count("ack b")));
        Assert.Equal((CrewState.Lunching, expectedSeconds), (_kitchen.Crew!.Now.State, (_kitchen.Crew.Now.Until - _kitchen.Crew.Now.Since)?.TotalSeconds));
        _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(expectedSeconds));
        await round;

        Assert.Equal([expectedSeconds], _kitchen.Measured.Of("maestro.lunch.duration"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Lunch_is_taken_when_it_is_due_and_orders_behind_it_stay_his()
    {
        _kitchen.Panettiere.Answer = _ =>
        {
            _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(60));
            return Task.CompletedTask;
        };
        var round = _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions { SmokingDurationInSeconds = 0, LunchDurationInSeconds = 25 }), _kitchen.Bench.Delivery("a"), _kitchen.Bench.Delivery("b"));

        await _kitchen.Bench.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(25));
        var before = _kitchen.Bench.Journal.Count("extend b");
        _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(10));
        await _kitchen.Bench.Journal.HasAsync("extend b", before + 1);
        Assert.Equal((1, 0), (_kitchen.Bench.Journal.Count("ack a"), _kitchen.Bench.Journal.Count("ack b")));
        _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(15));
        await _kitchen.Bench.Journal.HasAsync("ack b");
        await _kitchen.Bench.Time.PassAsync(TimeSpan.FromSeconds(25));
        await round;

        Assert.Equal([1, 1], _kitchen.Measured.Of("maestro.lunch.count"));
        Assert.Equal([25, 25], _kitchen.Measured.Of("maestro.lunch.duration"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Lunch_has_a_trace_of_its_own_that_links_to_the_orders_that_wait_meanwhile()
    {
        using var spans = new RecordedSpans("BoxBox.Maestro");
        var order = WorkBench.Order();
        var publish = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        _kitchen.Panettiere.Answer = _ =>
        {
            _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(60));
            return Task.CompletedTask;
        };

        var round = _kitchen.Bench.RunAsync(
            _kitchen.Worker(new MaestroOptions { SmokingDurationInSeconds = 0 }),
            _kitchen.Bench.Delivery("a"),
            new FakeDelivery("b", _kitchen.Bench.Journal) { Subject = OrderSubjects.For(OrderStatus.Pending, order.OrderId), Payload = OrderJson.Serialize(order), Producer = publish });
        await _kitchen.Bench.Time.PassAsync(TimeSpan.FromSeconds(10));
        await _kitchen.Bench.Time.PassAsync(TimeSpan.FromSeconds(10));
        await round;

        var lunch = Assert.Single(spans.All, span => span.DisplayName == "lunch" && span.Links.Any(link => link.Context == publish));
        Assert.Equal((default, true), (lunch.ParentSpanId, lunch.TraceId != publish.TraceId));
        Assert.Single(lunch.Links);
    }

    [Fact(Timeout = 30_000)]
    public async Task Lunch_that_is_not_due_is_not_taken()
    {
        var worker = _kitchen.Worker(new MaestroOptions());

        _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(59.9));
        await worker.RestAsync(default);

        Assert.Empty(_kitchen.Measured.Of("maestro.lunch.count"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_orders_he_lunches_too()
    {
        var worker = _kitchen.Worker(new MaestroOptions());

        _kitchen.Bench.Time.Advance(TimeSpan.FromSeconds(60));
        var lunch = worker.RestAsync(default);
        await _kitchen.Bench.Time.PassAsync(TimeSpan.FromSeconds(10));
        await lunch;

        Assert.Equal([1], _kitchen.Measured.Of("maestro.lunch.count"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0, 10)]
    [InlineData(60, 0)]
    public async Task A_lunch_of_zero_is_never_taken(double period, double duration)
    {
        var worker = _kitchen.Worker(new MaestroOptions { PeriodBetweenLunchInSeconds = period, LunchDurationInSeconds = duration });

        _kitchen.Bench.Time.Advance(TimeSpan.FromHours(1));
        await worker.RestAsync(default);

        Assert.Empty(_kitchen.Measured.Of("maestro.lunch.count"));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_end_of_the_shift_ends_a_smoke()
    {
        var round = _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions()), _kitchen.Bench.Delivery("a"), _kitchen.Bench.Delivery("b"));

        await _kitchen.Bench.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(1));
        await _kitchen.Bench.EndShiftAsync();
        await round;

        Assert.Equal((1, 1), (_kitchen.Bench.Journal.Count("ack a"), _kitchen.Bench.Journal.Count("give back b")));
        Assert.Equal(1, _kitchen.Panettiere.Asked);
    }

    public void Dispose() => _kitchen.Dispose();
}
