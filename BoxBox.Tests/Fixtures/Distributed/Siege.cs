using System.Security.Cryptography;
using Aspire.Hosting.Testing;
using BoxBox.Orders;
using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.Tests.Fixtures.Orders;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Orders come in and are watched, while something is killed again and again; afterwards everything must be as if nothing had happened.</summary>
internal sealed class Siege(BoxBoxApp app, TimeSpan lasts)
{
    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(150);

    /// <summary>Always the same, and drawn anew for each long run; the environment variable repeats one of those.</summary>
    private readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("BOXBOX_SEED"), out var chosen) ? chosen : Soak.Or(44, RandomNumberGenerator.GetInt32(int.MaxValue));

    /// <param name="strike">Kills something and starts it again; called until the time is up.</param>
    /// <param name="cancellationToken">Ends the patience.</param>
    public async Task RunAsync(Func<Random, CancellationToken, Task> strike, CancellationToken cancellationToken)
    {
        try
        {
            await EndureAsync(strike, cancellationToken);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"With BOXBOX_SEED={seed}: {e.Message}", e);
        }
    }

    private async Task EndureAsync(Func<Random, CancellationToken, Task> strike, CancellationToken cancellationToken)
    {
        var address = app.App.GetEndpoint("paddock-gateway", "http");
        using var gateway = app.Gateway;
        await using var witness = await StreamWitness.OfAsync(app, cancellationToken);
        var before = await gateway.LedgerAsync(cancellationToken);
        await using var steady = new Follower(address, before.AsOfSequence, new Random(seed));
        await using var clumsy = new Follower(address, before.AsOfSequence, new Random(seed + 1));

        using var load = new Load(address);
        using var stop = new CancellationTokenSource(lasts, TimeProvider.System);
        var ordering = load.RunAsync(BetweenOrders, stop.Token, cancellationToken);
        var strikes = await StrikeAsync(strike, stop.Token, cancellationToken);
        var orders = await ordering;

        var seen = await steady.UntilEndedAsync(orders, cancellationToken);
        var seenToo = await clumsy.UntilEndedAsync(orders, cancellationToken);
        await witness.QuietAsync(cancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {seed}: {orders.Count} orders, {strikes} kills, {load.Repeated} repeated requests, {steady.Resumed} + {clumsy.Resumed} resumed connections.");
        await JudgeAsync(gateway, witness, before, orders, [seen, seenToo], cancellationToken);
    }

    private async Task<int> StrikeAsync(Func<Random, CancellationToken, Task> strike, CancellationToken stop, CancellationToken cancellationToken)
    {
        var dice = new Random(seed);
        var strikes = 0;
        while (!stop.IsCancellationRequested)
        {
            await strike(dice, cancellationToken);
            strikes++;
            await Task.Delay(TimeSpan.FromSeconds(dice.NextDouble()), TimeProvider.System, cancellationToken);
        }

        return strikes;
    }

    private static async Task JudgeAsync(
        HttpClient gateway, StreamWitness witness, LedgerTotals before, List<Guid> orders, IReadOnlyList<List<ulong>> seen, CancellationToken cancellationToken)
    {
        var after = await gateway.LedgerAsync(cancellationToken);
        var stored = await witness.ReadAsync(before.AsOfSequence, cancellationToken);
        var steps = stored.ToLookup(entry => entry.Order!.OrderId, entry => entry.Order!.Status);

        Assert.Equal(orders.Count, orders.Distinct().Count());
        Assert.Equal(orders.Count, after.Accepted - before.Accepted);
        Assert.Equal(after.Accepted, after.Completed + after.Failed);
        Assert.Equal((0, 0, before.Failed), (after.Duplicates, after.OutOfOrder, after.Failed));
        Assert.All(orders, order => Assert.Equal(Histories.Journey, steps[order]));
        Assert.All(seen, sequences => Assert.Equal(stored.Select(entry => entry.Sequence).Take(sequences.Count), sequences));
    }
}
