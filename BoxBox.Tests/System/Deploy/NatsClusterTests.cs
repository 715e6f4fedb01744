using System.Diagnostics;
using BoxBox.Tests.Fixtures.Deploy;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Nats;

namespace BoxBox.Tests.System.Deploy;

/// <summary>Three NATS servers, the orders on all of them; one goes away while orders come in.</summary>
public sealed class NatsClusterTests
{
    private const int OrdersInFlight = 200;
    private const string Stream = "ORDERS";

    // The shortest that a server takes.
    private const string QuickRetirement = "lame_duck_grace_period: \"1s\"\nlame_duck_duration: \"30s\"";

    [Fact(Timeout = 240_000)]
    public async Task Each_server_restarted_in_turn_under_load_loses_nothing()
    {
        await using var cluster = await NatsCluster.StartAsync(QuickRetirement);
        await using var stream = new RawStream(cluster.Url);
        await using var crew = await HurriedCrew.StartAsync(cluster.Url, replicas: 3, TestContext.Current.CancellationToken);
        using var customers = new Customers(crew.Gateway);

        var ordering = customers.OrderUntilEnoughAsync(TestContext.Current.CancellationToken);
        foreach (var server in cluster.Servers)
        {
            await server.RetireAsync(TestContext.Current.CancellationToken);
            await server.RestartAsync();
            await cluster.WholeAsync(stream.JetStream, Stream, TestContext.Current.CancellationToken);
        }

        await customers.EnoughAsync();
        var orders = await ordering;

        await stream.AssertEachStepStandsOnceAsync(orders, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{orders.Count} orders; the longest wait of one was {customers.LongestWait.TotalSeconds:F1} s.");
    }

    [Theory(Timeout = 240_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_leader_lost_with_orders_in_flight_loses_none_of_them_and_intake_comes_back(bool hangs)
    {
        await using var cluster = await NatsCluster.StartAsync();
        await using var stream = new RawStream(cluster.Url);
        await using var crew = await HurriedCrew.StartAsync(cluster.Url, replicas: 3, TestContext.Current.CancellationToken);
        using var customers = new Customers(crew.Gateway);
        var leader = await cluster.WholeAsync(stream.JetStream, Stream, TestContext.Current.CancellationToken);

        var inFlight = Task.WhenAll(Enumerable.Range(0, OrdersInFlight).Select(_ => customers.OrderAsync(TestContext.Current.CancellationToken)));
        var ordering = customers.OrderUntilEnoughAsync(TestContext.Current.CancellationToken);
        await (hangs ? leader.HangAsync(TestContext.Current.CancellationToken) : leader.KillAsync());
        var orders = await inFlight;
        await customers.EnoughAsync();
        var more = await ordering;
        await (hangs ? leader.GoOnAsync(TestContext.Current.CancellationToken) : leader.RestartAsync());

        await stream.AssertEachStepStandsOnceAsync([.. orders, .. more], TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{orders.Length} + {more.Count} orders; the longest wait of one was {customers.LongestWait.TotalSeconds:F1} s.");
        Assert.InRange(customers.LongestWait, TimeSpan.Zero, TimeSpan.FromSeconds(45));
    }

    private sealed class Customers(Uri gateway) : IDisposable
    {
        private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(50);

        private readonly Load _load = new(gateway);
        private readonly CancellationTokenSource _enough = new();
        private long _longest;

        /// <summary>From the first try of an order to the answer that it is taken.</summary>
        public TimeSpan LongestWait => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _longest));

        public async Task<Guid> OrderAsync(CancellationToken cancellationToken)
        {
            var began = Stopwatch.GetTimestamp();
            var order = await _load.PlaceAsync($"{Guid.NewGuid()}", cancellationToken);
            _longest = Math.Max(_longest, Stopwatch.GetTimestamp() - began);
            return order;
        }

        public async Task<List<Guid>> OrderUntilEnoughAsync(CancellationToken cancellationToken)
        {
            var orders = new List<Guid>();
            while (!_enough.IsCancellationRequested)
            {
                orders.Add(await OrderAsync(cancellationToken));
                await Task.Delay(BetweenOrders, TimeProvider.System, cancellationToken);
            }

            return orders;
        }

        public Task EnoughAsync() => _enough.CancelAsync();

        public void Dispose()
        {
            _load.Dispose();
            _enough.Dispose();
        }
    }
}
