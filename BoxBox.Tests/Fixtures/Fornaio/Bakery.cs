using System.Diagnostics.Metrics;
using BoxBox.Fornaio;
using BoxBox.Fornaio.Baking;
using BoxBox.Orders.Crew;
using BoxBox.People;

namespace BoxBox.Tests.Fixtures.Fornaio;

/// <summary>The oven without gRPC, under a clock and dice of the test's.</summary>
internal sealed class Bakery : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public Bakery(FornaioOptions options, params double[] draws)
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        Measured = new Measurements(meters);
        Crew = new CrewMember("fornaio", "test", CrewState.Idle, Time);
        Oven = new Oven(
            Crew, new HumanTime(Time, Options.Create(new PeopleOptions())), new FixedDice(draws), Options.Create(options), new FornaioTelemetry(meters), NullLogger<Oven>.Instance);
    }

    public WatchedTime Time { get; } = new();

    public CrewMember Crew { get; }

    public Oven Oven { get; }

    public Measurements Measured { get; }

    public void Dispose()
    {
        Measured.Dispose();
        Oven.Dispose();
        _services.Dispose();
    }
}
