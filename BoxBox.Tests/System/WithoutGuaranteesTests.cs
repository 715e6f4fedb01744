using System.Net.Http.Json;
using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System;

/// <summary>The same crashes as <see cref="CrashPointTests"/>, each without the guarantee that makes good for it: so those tests can fail, and the ledger shows it.</summary>
public sealed class WithoutGuaranteesTests
{
    private const int Orders = 5;

    [Theory(Timeout = 300_000)]
    [InlineData("maestro", "before-publish")]
    [InlineData("maestro", "after-ack")]
    [InlineData("fattorino", "before-publish")]
    [InlineData("fattorino", "after-ack")]
    public async Task With_the_acknowledgement_first_orders_are_lost(string worker, string point)
    {
        using var patience = Patience.ATest();
        await using var bench = await CrashBench.StartAsync(Victim.Named(worker), "ack-first");

        var (steps, ledger) = await CrashAsync(bench, Victim.Named(worker), point, patience.Token);

        Assert.Contains(steps, order => order[^1] != Victim.Named(worker).LastStep);
        Assert.Equal(0, ledger.Duplicates);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("maestro", "after-publish")]
    [InlineData("maestro", "before-ack")]
    [InlineData("fattorino", "after-publish")]
    [InlineData("fattorino", "before-ack")]
    public async Task Without_message_ids_steps_are_doubled_and_the_ledger_shows_it(string worker, string point)
    {
        using var patience = Patience.ATest();
        await using var bench = await CrashBench.StartAsync(Victim.Named(worker), "without-message-ids");

        var (steps, ledger) = await CrashAsync(bench, Victim.Named(worker), point, patience.Token);

        Assert.Contains(steps, order => order.Distinct().Count() < order.Length);
        Assert.True(ledger.Duplicates > 0, $"{ledger}");
    }

    [Fact(Timeout = 300_000)]
    public async Task Without_progress_a_slow_worker_is_taken_for_dead_and_a_colleague_does_the_same_work_again()
    {
        using var patience = Patience.ATest();
        await using var bench = await CrashBench.StartAsync(Victim.Maestro, "without-progress", "without-message-ids");
        var doneTwice = new TaskCompletionSource();
        bench.Panettiere.Answer = (_, cancellationToken) => doneTwice.Task.WaitAsync(cancellationToken);

        var order = Assert.Single(await bench.PlaceAsync(1, patience.Token));
        await using var silent = bench.Start(crash: null);
        await using var colleague = bench.Start(crash: null);
        await bench.Panettiere.AskedAsync(2);
        doneTwice.SetResult();

        await bench.Witness.ReachedAsync(order, Victim.Maestro.LastStep, patience.Token);
        await bench.Witness.QuietAsync(patience.Token);
        var steps = await bench.Witness.StepsAsync(after: 0, patience.Token);
        Assert.True(steps[order].Distinct().Count() < steps[order].Count(), string.Join(", ", steps[order]));
    }

    private static async Task<(IReadOnlyList<string[]> Steps, LedgerTotals Ledger)> CrashAsync(CrashBench bench, Victim victim, string point, CancellationToken cancellationToken)
    {
        var orders = await bench.RunAsync(new Crash(point, victim.StepAt(point)), Orders, crashes: 1, cancellationToken);

        using var gateway = new GatewayHost(bench.NatsUrl);
        using var client = gateway.CreateClient();
        var steps = await bench.Witness.StepsAsync(after: 0, cancellationToken);
        return ([.. orders.Select(order => steps[order].ToArray())], await client.LedgerAsync(cancellationToken));
    }
}
