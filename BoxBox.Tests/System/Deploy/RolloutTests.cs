using BoxBox.Tests.Fixtures.Deploy;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System.Deploy;

/// <summary>A rollout: half of them are told to stop, and start again, then the other half, while orders come in and are watched.</summary>
public sealed class RolloutTests
{
    private const int Watchers = 4;

    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    [Fact(Timeout = 240_000)]
    public async Task Everybody_replaced_under_load_loses_no_order_and_the_live_clients_resume_elsewhere_and_miss_no_event()
    {
        await using var nats = await NatsServerProcess.StartAsync();
        await using var stream = new RawStream(nats.Url);
        await using var crew = await HurriedCrew.StartAsync(nats.Url, replicas: 1, TestContext.Current.CancellationToken);
        using var load = new Load(crew.Gateway);
        using var enough = new CancellationTokenSource();
        var watchers = Enumerable.Range(0, Watchers).Select(seed => new Follower(crew.Gateway, 0, new Random(seed))).ToList();

        var ordering = load.RunAsync(BetweenOrders, enough.Token, TestContext.Current.CancellationToken);
        foreach (var wave in crew.Waves)
            await Task.WhenAll(wave.Select(service => ReplaceAsync(service, TestContext.Current.CancellationToken)));

        await enough.CancelAsync();
        var orders = await ordering;
        TestContext.Current.TestOutputHelper?.WriteLine($"{orders.Count} orders, {load.Repeated} repeated requests, {watchers.Sum(watcher => watcher.Resumed)} resumed streams.");

        await stream.AssertEachStepStandsOnceAsync(orders, TestContext.Current.CancellationToken);
        foreach (var watcher in watchers)
        {
            var seen = await watcher.UntilEndedAsync(orders, TestContext.Current.CancellationToken);
            Assert.Equal(Enumerable.Range(1, seen.Count).Select(sequence => (ulong)sequence), seen);
            await watcher.DisposeAsync();
        }
    }

    private static async Task ReplaceAsync(ServiceProgram service, CancellationToken cancellationToken)
    {
        var (exitCode, took, said) = await service.StopAsync(cancellationToken);
        Assert.True(exitCode == 0 && took < LongestStop, $"Ended with {exitCode} after {took}:\n{said}");
        service.Restart();
        await service.ProbeAsync("/health", cancellationToken);
    }
}
