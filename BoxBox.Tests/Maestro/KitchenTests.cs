using System.Diagnostics;
using System.Diagnostics.Metrics;
using BoxBox.Maestro;
using BoxBox.Maestro.Breaks;
using BoxBox.Maestro.Dough;
using BoxBox.Maestro.Kitchen;
using BoxBox.Maestro.Oven;
using BoxBox.Orders;
using BoxBox.Orders.Work;
using BoxBox.ServiceDefaults.People;
using BoxBox.Tests.Orders.Work;
using BoxBox.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BoxBox.Tests.Maestro;

public sealed class KitchenTests : IDisposable
{
    private const double NoOversmoking = 0.1;
    private const double Oversmoking = 0.09;

    private readonly WorkBench _bench = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Measurements _measured;
    private readonly FakeDoughMaker _panettiere;
    private readonly FakeOven _oven;

    public KitchenTests()
    {
        _measured = new Measurements(_services.GetRequiredService<IMeterFactory>());
        _panettiere = new FakeDoughMaker(_bench.Journal);
        _oven = new FakeOven(_bench.Journal);
    }

    [Fact]
    public async Task An_order_is_taken_up_then_made_then_sent_on_and_only_then_acknowledged()
    {
        await _bench.RunAsync(Worker(new MaestroOptions { SmokingDurationInSeconds = 0 }), _bench.Delivery("a"));

        Assert.Equal(["publishing InProgress", "stored InProgress", "dough", "oven", "publishing WaitingDelivery", "stored WaitingDelivery", "ack a"], _bench.Journal.Entries);
    }

    [Fact]
    public async Task A_burnt_pizza_begins_again_with_new_dough_and_the_order_is_finished_once()
    {
        _oven.Answer = () => Task.FromResult(_bench.Journal.Count("oven") < 3 ? Baked.Burnt : Baked.Well);

        await _bench.RunAsync(Worker(new MaestroOptions { SmokingDurationInSeconds = 0 }), _bench.Delivery("a"));

        Assert.Equal(
            ["publishing InProgress", "stored InProgress", "dough", "oven", "dough", "oven", "dough", "oven", "publishing WaitingDelivery", "stored WaitingDelivery", "ack a"],
            _bench.Journal.Entries);
    }

    [Fact]
    public async Task Each_burnt_pizza_is_an_event_in_the_orders_span()
    {
        using var spans = new RecordedSpans(WorkBench.SpansName);
        _oven.Answer = () => Task.FromResult(_bench.Journal.Count("oven") < 3 ? Baked.Burnt : Baked.Well);
        var delivery = _bench.Delivery("a");

        await _bench.RunAsync(Worker(new MaestroOptions { SmokingDurationInSeconds = 0 }), delivery);

        var span = Assert.Single(spans.All, span => delivery.Subject.Equals(span.GetTagItem("messaging.destination.name")));
        Assert.Equal(["pizza burnt", "pizza burnt"], span.Events.Select(e => e.Name));
        Assert.Equal([1, 2], span.Events.Select(e => e.Tags.Single().Value));
    }

    [Fact]
    public async Task Five_burnt_pizzas_in_a_row_are_a_failure_and_ten_failures_end_the_order()
    {
        _oven.Answer = () => Task.FromResult(Baked.Burnt);
        var order = WorkBench.Order();

        await _bench.RunAsync(Worker(new MaestroOptions()), [.. Enumerable.Range(1, 10).Select(n => FakeDelivery.Of(order, $"{n}", _bench.Journal, n))]);

        Assert.Equal((50, 50), (_bench.Journal.Count("dough"), _bench.Journal.Count("oven")));
        Assert.Equal((1, 1, 1), (_bench.Journal.Count("give back 9"), _bench.Journal.Count("stored Failed"), _bench.Journal.Count("reject 10")));
    }

    [Theory]
    [InlineData(NoOversmoking, 1)]
    [InlineData(Oversmoking, 1.5)]
    public async Task After_an_order_he_smokes_and_oversmoking_really_lasts_longer(double draw, double expectedSeconds)
    {
        var round = _bench.RunAsync(Worker(new MaestroOptions(), draw), _bench.Delivery("a"));

        await _bench.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(expectedSeconds));
        Assert.Equal("ack a", _bench.Journal.Entries[^1]);
        _bench.Time.Advance(TimeSpan.FromSeconds(expectedSeconds));
        await round;

        Assert.Equal([1], _measured.Of("maestro.smoke.count"));
        Assert.Equal([expectedSeconds], _measured.Of("maestro.smoke.duration"));
    }

    [Fact]
    public async Task Orders_that_were_finished_before_are_no_reason_to_smoke()
    {
        var (a, b) = (WorkBench.Order(), WorkBench.Order());
        _bench.History = new FakeLog((a.OrderId, OrderStatus.WaitingDelivery), (b.OrderId, OrderStatus.WaitingDelivery));

        var round = _bench.RunAsync(Worker(new MaestroOptions()), FakeDelivery.Of(a, "a", _bench.Journal), FakeDelivery.Of(b, "b", _bench.Journal));
        await round.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["ack a", "ack b"], _bench.Journal.Entries);
        Assert.Empty(_measured.Of("maestro.smoke.count"));
    }

    [Fact]
    public async Task A_panettiere_who_sleeps_costs_him_his_smoke_and_the_next_order_is_made()
    {
        _panettiere.Answer = order => _panettiere.Asked == 1 ? throw new ColleagueAwayException("asleep") : Task.CompletedTask;

        var round = _bench.RunAsync(Worker(new MaestroOptions()), _bench.Delivery("a"), _bench.Delivery("b"));
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(1));
        await round;

        Assert.Equal((1, 1), (_bench.Journal.Count("give back a"), _bench.Journal.Count("ack b")));
        Assert.Equal([1], _measured.Of("maestro.smoke.count"));
    }

    [Fact]
    public async Task Lunch_is_taken_when_it_is_due_and_orders_behind_it_stay_his()
    {
        _panettiere.Answer = _ =>
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(60));
            return Task.CompletedTask;
        };
        var round = _bench.RunAsync(Worker(new MaestroOptions { SmokingDurationInSeconds = 0, LunchDurationInSeconds = 25 }), _bench.Delivery("a"), _bench.Delivery("b"));

        await _bench.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(25));
        var before = _bench.Journal.Count("extend b");
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        await _bench.Journal.HasAsync("extend b", before + 1);
        Assert.Equal((1, 0), (_bench.Journal.Count("ack a"), _bench.Journal.Count("ack b")));
        _bench.Time.Advance(TimeSpan.FromSeconds(15));
        await _bench.Journal.HasAsync("ack b");
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(25));
        await round;

        Assert.Equal([1, 1], _measured.Of("maestro.lunch.count"));
        Assert.Equal([25, 25], _measured.Of("maestro.lunch.duration"));
    }

    [Fact]
    public async Task Lunch_has_a_trace_of_its_own_that_links_to_the_orders_that_wait_meanwhile()
    {
        using var spans = new RecordedSpans("BoxBox.Maestro");
        var order = WorkBench.Order();
        var publish = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        _panettiere.Answer = _ =>
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(60));
            return Task.CompletedTask;
        };

        var round = _bench.RunAsync(
            Worker(new MaestroOptions { SmokingDurationInSeconds = 0 }),
            _bench.Delivery("a"),
            new FakeDelivery("b", _bench.Journal) { Subject = OrderSubjects.For(OrderStatus.Pending, order.OrderId), Payload = OrderJson.Serialize(order), Producer = publish });
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(10));
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(10));
        await round;

        var lunch = Assert.Single(spans.All, span => span.DisplayName == "lunch" && span.Links.Any(link => link.Context == publish));
        Assert.Equal((default, true), (lunch.ParentSpanId, lunch.TraceId != publish.TraceId));
        Assert.Single(lunch.Links);
    }

    [Fact]
    public async Task Lunch_that_is_not_due_is_not_taken()
    {
        var worker = Worker(new MaestroOptions());

        _bench.Time.Advance(TimeSpan.FromSeconds(59.9));
        await worker.RestAsync(default);

        Assert.Empty(_measured.Of("maestro.lunch.count"));
    }

    [Fact]
    public async Task Without_orders_he_lunches_too()
    {
        var worker = Worker(new MaestroOptions());

        _bench.Time.Advance(TimeSpan.FromSeconds(60));
        var lunch = worker.RestAsync(default);
        await _bench.Time.PassAsync(TimeSpan.FromSeconds(10));
        await lunch;

        Assert.Equal([1], _measured.Of("maestro.lunch.count"));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(60, 0)]
    public async Task A_lunch_of_zero_is_never_taken(double period, double duration)
    {
        var worker = Worker(new MaestroOptions { PeriodBetweenLunchInSeconds = period, LunchDurationInSeconds = duration });

        _bench.Time.Advance(TimeSpan.FromHours(1));
        await worker.RestAsync(default);

        Assert.Empty(_measured.Of("maestro.lunch.count"));
    }

    [Fact]
    public async Task The_end_of_the_shift_ends_a_smoke()
    {
        var round = _bench.RunAsync(Worker(new MaestroOptions()), _bench.Delivery("a"), _bench.Delivery("b"));

        await _bench.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(1));
        await _bench.EndShiftAsync();
        await round;

        Assert.Equal((1, 1), (_bench.Journal.Count("ack a"), _bench.Journal.Count("give back b")));
        Assert.Equal(1, _panettiere.Asked);
    }

    public void Dispose()
    {
        _measured.Dispose();
        _services.Dispose();
        _bench.Dispose();
    }

    private KitchenWorker Worker(MaestroOptions options, double draw = NoOversmoking)
    {
        var human = new HumanTime(_bench.Time, Options.Create(new PeopleOptions()));
        var metrics = new MaestroMetrics(_services.GetRequiredService<IMeterFactory>());
        return new KitchenWorker(
            _panettiere,
            _oven,
            new Smoking(human, new FixedDice(draw), Options.Create(options), metrics, NullLogger<Smoking>.Instance),
            new Lunch(human, _bench.Time, Options.Create(options), metrics, NullLogger<Lunch>.Instance),
            NullLogger<KitchenWorker>.Instance);
    }

    private sealed class FakeDoughMaker(Journal journal) : IDoughMaker
    {
        private int _asked;

        public int Asked => _asked;

        public Func<Order, Task> Answer { get; set; } = _ => Task.CompletedTask;

        public Task MakeDoughAsync(Order order, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            journal.Write("dough");
            return Answer(order);
        }
    }

    private sealed class FakeOven(Journal journal) : IOven
    {
        public Func<Task<Baked>> Answer { get; set; } = () => Task.FromResult(Baked.Well);

        public Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken)
        {
            journal.Write("oven");
            return Answer();
        }
    }
}
