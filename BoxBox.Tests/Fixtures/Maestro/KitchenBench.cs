using System.Diagnostics.Metrics;
using BoxBox.Maestro;
using BoxBox.Maestro.Colleagues;
using BoxBox.Maestro.Kitchen;
using BoxBox.Orders.Crew;
using BoxBox.People;

namespace BoxBox.Tests.Fixtures.Maestro;

/// <summary>A Maestro's work bench, with colleagues who are all fake.</summary>
internal sealed class KitchenBench : IDisposable
{
    public const double NoOversmoking = 0.1;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public KitchenBench()
    {
        Measured = new Measurements(_services.GetRequiredService<IMeterFactory>());
        Panettiere = new FakeDoughMaker(Bench.Journal);
        Oven = new FakeOven(Bench.Journal);
    }

    public WorkBench Bench { get; } = new();

    public Measurements Measured { get; }

    public FakeDoughMaker Panettiere { get; }

    public FakeOven Oven { get; }

    /// <summary>Of the worker that was made last.</summary>
    public Breaks? Breaks { get; private set; }

    /// <summary>The last worker, as he is seen.</summary>
    public CrewMember? Crew { get; private set; }

    public KitchenWorker Worker(MaestroOptions options, double draw = NoOversmoking)
    {
        var human = new HumanTime(Bench.Time, Options.Create(new PeopleOptions()));
        var telemetry = new MaestroTelemetry(_services.GetRequiredService<IMeterFactory>());
        Crew = new CrewMember("maestro", "test", CrewState.Idle, Bench.Time);
        Breaks = new Breaks(Crew, human, new FixedDice(draw), Bench.Time, Options.Create(options), telemetry, NullLogger<Breaks>.Instance);
        return new KitchenWorker(Panettiere, Oven, Breaks, Crew, NullLogger<KitchenWorker>.Instance);
    }

    public void Dispose()
    {
        Measured.Dispose();
        _services.Dispose();
        Bench.Dispose();
    }

    internal sealed class FakeDoughMaker(Journal journal) : IDoughMaker
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

    internal sealed class FakeOven(Journal journal) : IOven
    {
        public Func<Task<Baked>> Answer { get; set; } = () => Task.FromResult(Baked.Well);

        public Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken)
        {
            journal.Write("oven");
            return Answer();
        }
    }
}
