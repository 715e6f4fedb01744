using System.Diagnostics.Metrics;
using BoxBox.Fattorino;
using BoxBox.Fattorino.Delivery;
using BoxBox.Orders.Crew;
using BoxBox.People;
using BoxBox.Tests.Fixtures.Fattorino;

namespace BoxBox.Tests.Unit.Fattorino;

public sealed class TripTelemetryTests : IDisposable
{
    private readonly WorkBench _bench = new() { Profile = Deliveries.Profile };
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly RecordedSpans _spans = new("BoxBox.Fattorino");

    [Fact(Timeout = 30_000)]
    public async Task A_trip_has_a_trace_of_its_own_and_shows_in_the_trace_of_each_order()
    {
        var (first, second) = (WorkBench.Order(), WorkBench.Order());

        await _bench.RunAsync(Worker(), Delivery(first, Producer(), "a"), Delivery(second, Producer(), "b"));

        var (work1, work2) = (WorkOn(first), WorkOn(second));
        var (ride1, ride2) = (Assert.Single(RidesOf(first)), Assert.Single(RidesOf(second)));
        Assert.Equal((work1.TraceId, work1.SpanId), (ride1.TraceId, ride1.ParentSpanId));
        Assert.Equal((work2.TraceId, work2.SpanId), (ride2.TraceId, ride2.ParentSpanId));
        var trip = Assert.Single(_spans.All, span => span.OperationName == "trip" && span.Links.Any(link => link.Context.TraceId == work1.TraceId));
        Assert.Equal([work1.Context, work2.Context], trip.Links.Select(link => link.Context));
        Assert.Equal(default, trip.ParentSpanId);
        Assert.Equal((2, false), (trip.GetTagItem("fattorino.trip.pizzas"), trip.GetTagItem("fattorino.trip.lost")));
        Assert.Equal([trip.Context, trip.Context], new[] { ride1, ride2 }.Select(ride => Assert.Single(ride.Links).Context));
    }

    public void Dispose()
    {
        _spans.Dispose();
        _services.Dispose();
        _bench.Dispose();
    }

    private Activity WorkOn(Order order) => Assert.Single(_spans.All, span => span.OperationName == "process orders.waiting_delivery.{order_id}" && IsOf(span, order));

    private IEnumerable<Activity> RidesOf(Order order) => _spans.All.Where(span => span.OperationName == "ride" && IsOf(span, order));

    private static bool IsOf(Activity span, Order order) => span.GetTagItem("boxbox.order.id") as string == order.OrderId.ToString();

    private static ActivityContext Producer() => new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    private FakeDelivery Delivery(Order order, ActivityContext producer, string name) => new(name, _bench.Journal)
    {
        Subject = OrderSubjects.For(OrderStatus.WaitingDelivery, order.OrderId),
        Payload = OrderJson.Serialize(order with { Status = OrderStatus.WaitingDelivery }),
        Producer = producer,
    };

    private DeliveryWorker Worker() => new(
        new CrewMember("fattorino", "test", CrewState.Idle, _bench.Time),
        new HumanTime(_bench.Time, Options.Create(new PeopleOptions())),
        new FixedDice(0.5),
        Options.Create(new FattorinoOptions { TripDurationInSeconds = 0 }),
        new FattorinoTelemetry(_services.GetRequiredService<IMeterFactory>()),
        NullLogger<DeliveryWorker>.Instance);
}
