using System.Diagnostics.Metrics;
using BoxBox.Orders.Crew;
using BoxBox.Panettiere;
using BoxBox.Panettiere.Dough;
using BoxBox.Panettiere.Sleep;
using BoxBox.People;

namespace BoxBox.Tests.Fixtures.Panettiere;

/// <summary>The Panettiere without gRPC, under a clock and dice of the test's.</summary>
internal sealed class Kitchen : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public Kitchen(PanettiereOptions options, params double[] draws)
    {
        var human = new HumanTime(Time, Options.Create(new PeopleOptions()));
        var dice = new FixedDice(draws);
        var meters = _services.GetRequiredService<IMeterFactory>();
        var metrics = new PanettiereTelemetry(meters);
        Measured = new Measurements(meters);
        Crew = new CrewMember("panettiere", "test", CrewState.Idle, Time);
        Bench = new Bench(Crew);
        Maker = new DoughMaker(Bench, Crew, human, dice, Options.Create(options), metrics, NullLogger<DoughMaker>.Instance);
        Sleep = new SleepLoop(Bench, Crew, human, dice, Options.Create(options), metrics, NullLogger<SleepLoop>.Instance);
    }

    public WatchedTime Time { get; } = new();

    public CrewMember Crew { get; }

    public Bench Bench { get; }

    public DoughMaker Maker { get; }

    public SleepLoop Sleep { get; }

    public Measurements Measured { get; }

    public void Dispose()
    {
        Sleep.Dispose();
        Bench.Dispose();
        Measured.Dispose();
        _services.Dispose();
    }
}
