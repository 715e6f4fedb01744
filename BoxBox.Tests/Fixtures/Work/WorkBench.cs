using BoxBox.Orders.Crew;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>A worker's surroundings, all fake: give it deliveries and a worker, and read the journal.</summary>
internal sealed class WorkBench : IDisposable
{
    public const string SpansName = "BoxBox.Tests.Work";

    private static readonly ActivitySource Spans = new(SpansName);

    private readonly FailureCount _failures = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _over = new();

    public WorkBench() => (Publisher, Crew) = (new FakePublisher(Journal, Stream), new CrewMember("tester", "t", CrewState.Idle, Time));

    public Journal Journal { get; } = new();

    public WatchedTime Time { get; } = new();

    public FakePublisher Publisher { get; }

    public CrewMember Crew { get; }

    public FakeStream Stream { get; } = new();

    public OrdersOptions Orders { get; init; } = new();

    public WorkerProfile Profile { get; init; } = new()
    {
        Name = "tester",
        Consumer = "tests",
        Takes = OrderStatus.Pending,
        Gives = OrderStatus.WaitingDelivery,
        BatchSize = 10,
        FetchMaxWait = TimeSpan.FromSeconds(5),
        Spans = Spans,
    };

    public static Order Order(PizzaSize size = PizzaSize.Medium, Border border = Border.None) => new()
    {
        OrderId = Guid.NewGuid(),
        Size = size,
        Border = border,
        Toppings = ["basil"],
        Destination = "Garage 16",
        Username = "charles",
        OrderedAt = new DateTimeOffset(2026, 9, 6, 14, 59, 0, TimeSpan.Zero),
        Status = OrderStatus.Pending,
        UpdatedAt = new DateTimeOffset(2026, 9, 6, 14, 59, 0, TimeSpan.Zero),
    };

    public FakeDelivery Delivery(string name, int attempt = 1) => FakeDelivery.Of(Order(), name, Journal, attempt);

    /// <summary>Names an order, but holds none.</summary>
    public FakeDelivery Unreadable(string name) =>
        new(name, Journal) { Subject = OrderSubjects.For(OrderStatus.Pending, Guid.NewGuid()), Payload = "no order"u8.ToArray() };

    /// <summary>Works one round over these deliveries.</summary>
    public Task RunAsync(IOrderWorker worker, params IReadOnlyList<IDelivery> deliveries) =>
        Round(worker, new FakeQueue(Journal, () => deliveries)).RunAsync(new Shift(_ending.Token, _over.Token));

    public Task RunAsync(Func<HeldOrder, CancellationToken, Task> work, params IReadOnlyList<IDelivery> deliveries) =>
        RunAsync(new FakeWorker(work), deliveries);

    public WorkRound Round(IOrderWorker worker, IWorkQueue queue) =>
        new(queue, worker, new Workplace(Profile, Options.Create(Orders), Publisher, Stream, _failures, new FixedDice(1.0), Time, NullLogger<Workplace>.Instance, Crew));

    public Task EndShiftAsync() => _ending.CancelAsync();

    public Task ShiftOverAsync() => _over.CancelAsync();

    public void Dispose()
    {
        _ending.Dispose();
        _over.Dispose();
    }
}
