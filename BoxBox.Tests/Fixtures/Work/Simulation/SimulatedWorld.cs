using System.Diagnostics.Metrics;
using BoxBox.Fattorino;
using BoxBox.Fattorino.Delivery;
using BoxBox.Maestro;
using BoxBox.Maestro.Kitchen;
using BoxBox.Orders.Crew;
using BoxBox.People;

namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>Orders, the stream, its two queues, and workers whose processes die and come back: run by a schedule until every order has ended.</summary>
internal sealed class SimulatedWorld : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(3);
    private static readonly ActivitySource Spans = new("BoxBox.Tests.Simulation");

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly OrdersOptions _options = new() { AckWaitInSeconds = 4 };
    private readonly List<string> _journal = [];
    private readonly List<string> _broken = [];
    private readonly Dictionary<string, int> _calls = [];
    private readonly Schedule _schedule;
    private readonly Random _dice;
    private readonly SimulatedStream _stream;
    private readonly SimulatedQueue _kitchen;
    private readonly SimulatedQueue _rack;

    public SimulatedWorld(Schedule schedule)
    {
        (_schedule, _dice, _stream) = (schedule, new Random(schedule.Seed), new SimulatedStream(Time));
        _kitchen = QueueOf(OrderStatus.Pending, OrderStatus.WaitingDelivery);
        _rack = QueueOf(OrderStatus.WaitingDelivery, OrderStatus.Completed);
    }

    public SimulatedTime Time { get; } = new();

    /// <summary>Every call, in its order.</summary>
    public IReadOnlyList<string> Journal => _journal;

    /// <summary>Runs until every order has ended and nobody has one in his hands.</summary>
    /// <returns>What was broken; nothing, where all is well.</returns>
    public IReadOnlyList<string> Run()
    {
        Order[] orders = [.. Enumerable.Range(0, _schedule.Orders).Select(number => WorkBench.Order() with { OrderId = new Guid(number, 0, 0, new byte[8]), OrderedAt = Time.GetUtcNow() })];
        try
        {
            new OneThread(Time, _dice).Run(() => LiveAsync(orders), Patience);
        }
        catch (TimeoutException)
        {
            // Told below, order by order.
        }

        return [.. _broken.Concat(orders.SelectMany(order => FaultsOf(order.OrderId)))];
    }

    public Mishap NextMishap(SimulatedProcess process, string what)
    {
        var time = _calls[what] = _calls.GetValueOrDefault(what) + 1;
        var mishap = _schedule.Mishaps.FirstOrDefault(planned => planned.Call == what && planned.Time == time).Mishap;
        _journal.Add($"{process.Name} {what} {time}{(mishap is Mishap.None ? "" : $": {mishap}")}");
        return mishap;
    }

    /// <summary>Mostly next to none; now and then somebody is slow.</summary>
    public TimeSpan DrawLatency() => TimeSpan.FromMilliseconds(_dice.Next(10) == 0 ? _dice.Next(3_000) : _dice.Next(20));

    public void Break(string rule) => _broken.Add(rule);

    public void Dispose() => _services.Dispose();

    private SimulatedQueue QueueOf(OrderStatus takes, OrderStatus gives) => new(_stream, takes, TimeSpan.FromSeconds(_options.AckWaitInSeconds), Time)
    {
        Acknowledged = order =>
        {
            if (_stream.Find(gives, order.OrderId) is null && _stream.Find(OrderStatus.Failed, order.OrderId) is null)
                Break($"{order.OrderId} is settled for ever at {takes}, and neither {gives} nor failed is stored.");
        },
    };

    private IEnumerable<string> FaultsOf(Guid orderId)
    {
        var steps = _stream.StepsOf(orderId);
        if (steps.Count(OrderLifecycle.IsFinal) != 1)
            yield return $"{orderId} has ended {steps.Count(OrderLifecycle.IsFinal)} times: {string.Join(", ", steps)}.";
        if (steps.Distinct().Count() != steps.Count)
            yield return $"{orderId} has a step twice: {string.Join(", ", steps)}.";
        if (steps.Contains(OrderStatus.Completed) && !steps.Contains(OrderStatus.Failed) && !steps.SequenceEqual(steps.Order()))
            yield return $"{orderId} did not take its steps in turn: {string.Join(", ", steps)}.";
    }

    private async Task LiveAsync(Order[] orders)
    {
        for (var number = 1; number <= _schedule.Maestri; number++)
            _ = LifeAsync($"maestro {number}", _kitchen, Maestro);
        for (var number = 1; number <= _schedule.Fattorini; number++)
            _ = LifeAsync($"fattorino {number}", _rack, Fattorino);
        foreach (var order in orders)
        {
            _stream.Publish(order);
            await Task.Delay(TimeSpan.FromSeconds(1), Time);
        }

        while (!_kitchen.IsEmpty || !_rack.IsEmpty)
            await Task.Delay(TimeSpan.FromSeconds(1), Time);
    }

    /// <summary>A process after the other.</summary>
    private async Task LifeAsync(string name, SimulatedQueue queue, Func<SimulatedPorts, (WorkerProfile Profile, IOrderWorker Worker)> hire)
    {
        for (var life = 1; ; life++)
        {
            var process = new SimulatedProcess($"{name}.{life}", this);
            var ports = new SimulatedPorts(process, _stream, queue, Break);
            var (profile, worker) = hire(ports);
            var place = new Workplace(profile, Options.Create(_options), ports, ports, new FailureCount(), _dice, Time, NullLogger<Workplace>.Instance);
            _ = WorkAsync(new WorkRound(ports, worker, place));
            await process.Died;
            await Task.Delay(Restart, Time);
        }
    }

    private async Task WorkAsync(WorkRound round)
    {
        while (true)
        {
            try
            {
                await round.RunAsync(default);
            }
            catch (Exception fault)
            {
                _journal.Add($"interrupted: {fault.Message}");
                await Task.Delay(WorkLoop.Pause, Time);
            }
        }
    }

    private (WorkerProfile Profile, IOrderWorker Worker) Maestro(SimulatedPorts ports)
    {
        var options = Options.Create(new MaestroOptions { SmokingDurationInSeconds = 0, LunchDurationInSeconds = 0 });
        var telemetry = new MaestroTelemetry(_services.GetRequiredService<IMeterFactory>());
        var crew = Crew("maestro");
        var breaks = new Breaks(crew, Human(), _dice, Time, options, telemetry, NullLogger<Breaks>.Instance);
        return (Profile("maestro", OrderStatus.Pending, OrderStatus.WaitingDelivery), new KitchenWorker(ports, ports, breaks, crew, NullLogger<KitchenWorker>.Instance));
    }

    private (WorkerProfile Profile, IOrderWorker Worker) Fattorino(SimulatedPorts ports)
    {
        var telemetry = new FattorinoTelemetry(_services.GetRequiredService<IMeterFactory>());
        var worker = new DeliveryWorker(Crew("fattorino"), Human(), _dice, Options.Create(new FattorinoOptions()), telemetry, NullLogger<DeliveryWorker>.Instance);
        return (Profile("fattorino", OrderStatus.WaitingDelivery, OrderStatus.Completed), worker);
    }

    private CrewMember Crew(string role) => new(role, "simulated", CrewState.Idle, Time);

    private HumanTime Human() => new(Time, Options.Create(new PeopleOptions()));

    private WorkerProfile Profile(string name, OrderStatus takes, OrderStatus gives) => new()
    {
        Name = name,
        Consumer = name,
        Takes = takes,
        Gives = gives,
        BatchSize = 3,
        FetchMaxWait = TimeSpan.FromSeconds(5),
        Spans = Spans,
        MostFailures = _schedule.MostFailures,
    };
}
