using System.Diagnostics.Metrics;
using BoxBox.Fattorino;
using BoxBox.Fattorino.Delivery;
using BoxBox.Orders.Crew;
using BoxBox.People;
using BoxBox.Tests.Fixtures.Fattorino;

namespace BoxBox.Tests.Unit.Fattorino;

public sealed class DeliveryTests : IDisposable
{
    private const double AsMeant = 0.5;
    private const double FindsTheWay = 0.1;
    private const double GetsLost = 0.09;

    private static readonly TimeSpan TripTime = TimeSpan.FromSeconds(7);

    private readonly WorkBench _bench = new() { Profile = Deliveries.Profile };
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Measurements _measured;

    public DeliveryTests() => _measured = new Measurements(_services.GetRequiredService<IMeterFactory>());

    [Fact(Timeout = 30_000)]
    public async Task A_pizza_is_out_for_delivery_when_he_rides_off_and_completed_when_he_has_arrived_and_only_then_acknowledged()
    {
        var round = _bench.RunAsync(Worker(), _bench.Delivery("a"));

        await _bench.Time.SomebodyWaitsAsync(TripTime);
        Assert.Equal(["publishing OutForDelivery", "stored OutForDelivery"], _bench.Journal.Entries);
        _bench.Time.Advance(TripTime);
        await round;

        Assert.Equal(["publishing Completed", "stored Completed", "ack a"], _bench.Journal.Entries.Skip(2));
    }

    [Fact(Timeout = 30_000)]
    public async Task Several_pizzas_go_on_one_trip()
    {
        var round = _bench.RunAsync(Worker(), _bench.Delivery("a"), _bench.Delivery("b"), _bench.Delivery("c"));

        await _bench.Time.PassAsync(TripTime);
        await round;

        Assert.Equal((1, 1, 1), (_bench.Journal.Count("ack a"), _bench.Journal.Count("ack b"), _bench.Journal.Count("ack c")));
        Assert.Equal(["fattorino.trip.count=1 {trip} {lost=False}", "fattorino.trip.duration=7 s {}"], _measured.All);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(AsMeant, FindsTheWay, 7)]
    [InlineData(AsMeant, GetsLost, 21)]
    [InlineData(0, FindsTheWay, 3.5)]
    [InlineData(1, GetsLost, 42)]
    public async Task A_trip_varies_and_one_on_which_he_gets_lost_really_takes_that_much_longer(double pace, double way, double expectedSeconds)
    {
        var round = _bench.RunAsync(Worker(pace, way), _bench.Delivery("a"));

        await _bench.Time.PassAsync(TimeSpan.FromSeconds(expectedSeconds));
        await round;

        Assert.Equal(
            [$"fattorino.trip.count=1 {{trip}} {{lost={way < FindsTheWay}}}", FormattableString.Invariant($"fattorino.trip.duration={expectedSeconds} s {{}}")],
            _measured.All);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(OrderStatus.OutForDelivery)]
    [InlineData(OrderStatus.Completed)]
    public async Task What_goes_wrong_with_one_pizza_does_not_stop_the_others(OrderStatus step)
    {
        var cold = WorkBench.Order();
        _bench.Publisher.Before = (order, _) => order.OrderId == cold.OrderId && order.Status == step ? throw new InvalidOperationException("dropped") : Task.CompletedTask;

        var round = _bench.RunAsync(Worker(), _bench.Delivery("a"), FakeDelivery.Of(cold, "b", _bench.Journal), _bench.Delivery("c"));
        await _bench.Time.PassAsync(TripTime);
        await round;

        Assert.Equal((1, 1), (_bench.Journal.Count("ack a"), _bench.Journal.Count("ack c")));
        Assert.Equal((0, 1), (_bench.Journal.Count("ack b"), _bench.Journal.Count("give back b")));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_pizza_that_arrived_before_a_crash_is_acknowledged_and_not_taken_out_again()
    {
        var arrived = WorkBench.Order();
        _bench.Stream.Store(arrived.Reach(OrderStatus.Completed, arrived.OrderedAt));

        await _bench.RunAsync(Worker(), FakeDelivery.Of(arrived, "a", _bench.Journal, attempt: 2));

        Assert.Equal(["ack a"], _bench.Journal.Entries);
        Assert.Empty(_measured.All);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stop_lets_him_arrive()
    {
        var round = _bench.RunAsync(Worker(), _bench.Delivery("a"));

        await _bench.Time.SomebodyWaitsAsync(TripTime);
        await _bench.EndShiftAsync();
        _bench.Time.Advance(TripTime);
        await round;

        Assert.Equal(1, _bench.Journal.Count("ack a"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_trip_that_outlasts_the_shift_brings_the_pizzas_back_at_once()
    {
        var (a, b) = (_bench.Delivery("a"), _bench.Delivery("b"));
        var round = _bench.RunAsync(Worker(), a, b);

        await _bench.Time.SomebodyWaitsAsync(TripTime);
        await _bench.EndShiftAsync();
        await _bench.ShiftOverAsync();
        await round;

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (a.GivenBackFor, b.GivenBackFor));
        Assert.Equal((0, 0), (_bench.Journal.Count("publishing Completed"), _bench.Journal.Count("ack a")));
        Assert.Equal(["fattorino.trip.count=1 {trip} {lost=False}"], _measured.All);
    }

    [Fact(Timeout = 30_000)]
    public async Task Told_to_stop_he_does_not_ride_off()
    {
        var delivery = _bench.Delivery("a");
        await _bench.EndShiftAsync();

        await _bench.RunAsync(Worker(), delivery).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["give back a"], _bench.Journal.Entries);
        Assert.Equal(TimeSpan.Zero, delivery.GivenBackFor);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_long_trip_keeps_every_delivery_alive()
    {
        var round = _bench.RunAsync(Worker(AsMeant, GetsLost), _bench.Delivery("a"), _bench.Delivery("b"));

        await _bench.Time.SomebodyWaitsAsync(TripTime * 3);
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        await _bench.Journal.HasAsync("extend a");
        await _bench.Journal.HasAsync("extend b");
        _bench.Time.Advance(TimeSpan.FromSeconds(11));
        await round;

        Assert.Equal((1, 1), (_bench.Journal.Count("ack a"), _bench.Journal.Count("ack b")));
    }

    public void Dispose()
    {
        _measured.Dispose();
        _services.Dispose();
        _bench.Dispose();
    }

    private DeliveryWorker Worker(double pace = AsMeant, double way = FindsTheWay) => new(
        new CrewMember("fattorino", "test", CrewState.Idle, _bench.Time),
        new HumanTime(_bench.Time, Options.Create(new PeopleOptions())),
        new FixedDice(pace, way),
        Options.Create(new FattorinoOptions { TripDurationInSeconds = TripTime.TotalSeconds, LostFactor = 3 }),
        new FattorinoTelemetry(_services.GetRequiredService<IMeterFactory>()),
        NullLogger<DeliveryWorker>.Instance);
}
