using System.Security.Cryptography;
using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Orders come in and are watched, while something is killed again and again; afterwards everything must be as if nothing had happened.</summary>
/// <param name="gateway">Where orders are placed.</param>
/// <param name="nats">Where they are stored.</param>
/// <param name="lasts">How long something is killed.</param>
internal sealed class Siege(Uri gateway, string nats, TimeSpan lasts)
{
    /// <summary>After the last strike everything that was ordered comes to its end within this.</summary>
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(150);

    /// <summary>So many orders come in before each strike: one that hits nothing on its way shows nothing.</summary>
    private const int OrdersBeforeEachStrike = 8;

    /// <summary>Always the same, and drawn anew for each long run; the environment variable repeats one of those.</summary>
    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("BOXBOX_SEED"), out var chosen) ? chosen : Soak.Or(44, RandomNumberGenerator.GetInt32(int.MaxValue));

    public static async Task<Siege> OfAsync(BoxBoxApp app, TimeSpan lasts, CancellationToken cancellationToken) =>
        new(app.GatewayAddress, await app.NatsAsync(cancellationToken), lasts);

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
            throw new InvalidOperationException($"With BOXBOX_SEED={_seed}: {e.Message}", e);
        }
    }

    private async Task EndureAsync(Func<Random, CancellationToken, Task> strike, CancellationToken cancellationToken)
    {
        using var ledger = new HttpClient(new LostConnections(new SocketsHttpHandler())) { BaseAddress = gateway };
        await using var witness = new StreamWitness(nats);
        // What others ordered before is no part of it.
        await witness.QuietAsync(cancellationToken);
        var end = await witness.EndAsync(cancellationToken);
        var before = await ledger.LedgerAsync(cancellationToken);
        await using var steady = new Follower(gateway, end, new Random(_seed));
        await using var clumsy = new Follower(gateway, end, new Random(_seed + 1));

        using var load = new Load(gateway);
        using var enough = new CancellationTokenSource(lasts, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var ordering = load.RunAsync(BetweenOrders, stop.Token, cancellationToken);
        var strikes = await StrikeAsync(strike, load, enough.Token, cancellationToken);
        await stop.CancelAsync();
        var seen = await RecoverAsync(ordering, witness, [steady, clumsy], cancellationToken).WaitAsync(LongestRecovery, TimeProvider.System, cancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {_seed}: {(await ordering).Count} orders, {strikes} kills, {load.Repeated} repeated requests, {steady.Resumed} + {clumsy.Resumed} resumed connections.");
        Assert.InRange((await ordering).Count, OrdersBeforeEachStrike * strikes, int.MaxValue);
        var stored = await witness.ReadAsync(end, cancellationToken);
        Assert.Empty(HistoryChecker.Faults(load.Calls, stored, StreamWitness.Journey));
        Assert.All(seen, sequences => Assert.Equal(stored.Select(step => step.Sequence).Take(sequences.Count), sequences));
        AssertBalanced(before, await ledger.LedgerAsync(cancellationToken), (await ordering).Count);
    }

    /// <returns>How many strikes there were: one at least.</returns>
    private async Task<int> StrikeAsync(Func<Random, CancellationToken, Task> strike, Load load, CancellationToken enough, CancellationToken cancellationToken)
    {
        var dice = new Random(_seed);
        for (var strikes = 1; ; strikes++)
        {
            await load.PlacedAsync(OrdersBeforeEachStrike, cancellationToken);
            await strike(dice, cancellationToken);
            if (enough.IsCancellationRequested)
                return strikes;
            await Task.Delay(TimeSpan.FromSeconds(dice.NextDouble()), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits until every order has come to its end, before everybody's eyes, and nothing moves any more.</summary>
    /// <returns>What each follower has seen.</returns>
    private static async Task<IReadOnlyList<List<ulong>>> RecoverAsync(
        Task<List<Guid>> ordering, StreamWitness witness, IReadOnlyList<Follower> followers, CancellationToken cancellationToken)
    {
        var orders = await ordering;
        var seen = await Task.WhenAll(followers.Select(follower => follower.UntilEndedAsync(orders, cancellationToken)));
        await witness.QuietAsync(cancellationToken);
        return seen;
    }

    private static void AssertBalanced(LedgerTotals before, LedgerTotals after, int orders)
    {
        Assert.Equal(orders, after.Accepted - before.Accepted);
        Assert.Equal(after.Accepted, after.Completed + after.Failed);
        Assert.Equal((0, 0, before.Failed), (after.Duplicates, after.OutOfOrder, after.Failed));
    }
}
