using BoxBox.Tests.Fixtures.Deploy;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>What it takes to see a worker crash: a NATS, colleagues who answer at once, and him, the only real process, killed and started anew.</summary>
internal sealed class CrashBench : IAsyncDisposable
{
    private readonly Victim _victim;
    private readonly IReadOnlyList<string> _guarantees;
    private readonly NatsServerProcess _nats;
    private readonly FakeFornaio _fornaio;
    private readonly OrderStreamHost _orders;

    private CrashBench(Victim victim, IReadOnlyList<string> guarantees, NatsServerProcess nats, FakePanettiere panettiere, FakeFornaio fornaio, OrderStreamHost orders)
    {
        (_victim, _guarantees, _nats, _fornaio, _orders) = (victim, guarantees, nats, fornaio, orders);
        (Panettiere, Witness) = (panettiere, new StreamWitness(nats.Url));
    }

    public FakePanettiere Panettiere { get; }

    public StreamWitness Witness { get; }

    public string NatsUrl => _nats.Url;

    /// <param name="victim">Who crashes.</param>
    /// <param name="guarantees">The guarantees that are switched off, as a drill names them.</param>
    public static async Task<CrashBench> StartAsync(Victim victim, params IReadOnlyList<string> guarantees)
    {
        var nats = await NatsServerProcess.StartAsync();
        var orders = await (await OrderStreamHost.StartAsync(nats.Url)).ReadyAsync();
        return new CrashBench(victim, guarantees, nats, await FakePanettiere.StartAsync(), await FakeFornaio.StartAsync(), orders);
    }

    /// <summary>Lets him crash over some orders, start again, crash over the next, and so on; returns when nothing moves any more.</summary>
    /// <param name="crash">Where; each time at another one of the orders.</param>
    /// <param name="ordersEachTime">How many orders wait for him each time.</param>
    /// <param name="crashes">How often.</param>
    /// <param name="cancellationToken">Ends the patience.</param>
    /// <returns>All orders.</returns>
    public async Task<IReadOnlyList<Guid>> RunAsync(Crash crash, int ordersEachTime, int crashes, CancellationToken cancellationToken)
    {
        var placed = new List<Guid>();
        for (var i = 0; i < crashes; i++)
        {
            placed.AddRange(await PlaceAsync(ordersEachTime, cancellationToken));
            await using var crashing = Start(crash with { Time = 1 + (i % ordersEachTime) });
            await crashing.KilledAsync(cancellationToken);
        }

        await using var survivor = Start(crash: null);
        // He takes orders in turn: once this one is done, whatever he had in his hands before is, too.
        var last = await PlaceAsync(1, cancellationToken);
        await Witness.ReachedAsync(last[0], _victim.LastStep, cancellationToken);
        await Witness.QuietAsync(cancellationToken);
        return placed;
    }

    /// <summary>Stores what he works on: orders with all the steps before his.</summary>
    public async Task<IReadOnlyList<Guid>> PlaceAsync(int count, CancellationToken cancellationToken)
    {
        var placed = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToList();
        foreach (var order in placed)
        {
            foreach (var step in _victim.StepsBefore)
                await _orders.Publisher.PlaceAsync(Pizza.Order(step, order), cancellationToken);
        }

        return placed;
    }

    /// <summary>Starts him, to crash somewhere or to live.</summary>
    public ServiceProgram Start(Crash? crash) => ServiceProgram.StartInDevelopment(_victim.Service,
    [
        $"--ConnectionStrings:nats={_nats.Url}", "--Kestrel:Endpoints:http:Url=http://127.0.0.1:0", .. _victim.Settings(Panettiere.Address, _fornaio.Address),
        "--TimeScale=1000", "--Orders:AckWaitInSeconds=1", "--Orders:LongestGiveBackInSeconds=1", .. Crash.SettingsOf(crash, _guarantees),
    ]);

    public async ValueTask DisposeAsync()
    {
        await Witness.DisposeAsync();
        await _orders.DisposeAsync();
        await Panettiere.DisposeAsync();
        await _fornaio.DisposeAsync();
        await _nats.DisposeAsync();
    }
}
