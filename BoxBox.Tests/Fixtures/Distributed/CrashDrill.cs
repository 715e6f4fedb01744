using BoxBox.Orders;
using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Some orders, during which somebody crashes at a point, is started again, crashes at the next order, and so on.</summary>
/// <param name="app">The system.</param>
/// <param name="worker">Who crashes.</param>
/// <param name="point">Where.</param>
/// <param name="step">At which step that he publishes; where it is left out, at his last.</param>
internal sealed class CrashDrill(DrillApp app, string worker, string point, string? step = null)
{
    public int Orders { get; init; } = 20;

    /// <summary>Publishing counts by the step; acknowledging, by the step that the worker takes an order up at; dough and oven know no steps.</summary>
    private string? Step => step ?? (worker, point.EndsWith("publish", StringComparison.Ordinal)) switch
    {
        ("panettiere" or "fornaio", _) => null,
        ("maestro", true) => "waiting_delivery",
        ("maestro", false) => "pending",
        (_, true) => "completed",
        (_, false) => "waiting_delivery",
    };

    /// <summary>Returns when nothing moves any more.</summary>
    /// <param name="crashes">How often he crashes; divides the number of orders.</param>
    /// <param name="cancellationToken">Ends the patience.</param>
    public async Task<Aftermath> RunAsync(int crashes, CancellationToken cancellationToken)
    {
        using var gateway = app.Gateway;
        await using var witness = await StreamWitness.OfAsync(app, cancellationToken);
        var before = await gateway.LedgerAsync(cancellationToken);
        var orders = new List<Guid>();
        for (var crash = 0; crash < crashes; crash++)
        {
            orders.AddRange(await CrashAsync(gateway, Orders / crashes, crash, cancellationToken));
        }

        await witness.QuietAsync(cancellationToken);
        // The workers take orders in turn: once this one has arrived, whatever they had in their hands before is done, too.
        var last = await gateway.OrderAsync("small", cancellationToken);
        await gateway.StepsUntilAsync(last, OrderStatus.Completed, cancellationToken);

        var steps = await witness.StepsAsync(before.AsOfSequence, cancellationToken);
        return new Aftermath(before, await gateway.LedgerAsync(cancellationToken), [.. orders.Select(order => steps[order].ToArray())]);
    }

    /// <summary>Lets some orders in, of which another one each time is the worker's last.</summary>
    private async Task<List<Guid>> CrashAsync(HttpClient gateway, int orders, int crash, CancellationToken cancellationToken)
    {
        var time = 1 + (crash % orders);
        await app.ArmAsync(worker, new { faults = new[] { new { fault = "crash", at = point, step = Step, time } } }, cancellationToken);
        var placed = new List<Guid>();
        for (var i = 0; i < orders; i++)
        {
            placed.Add(await gateway.OrderAsync("small", cancellationToken));
        }

        await app.StartAsync(await app.EndedAsync(worker, 1, cancellationToken), cancellationToken);
        return placed;
    }

    /// <param name="Before">The ledger before the first order.</param>
    /// <param name="After">The ledger when nothing moved any more.</param>
    /// <param name="Steps">What the stream has of each of the orders.</param>
    internal sealed record Aftermath(LedgerTotals Before, LedgerTotals After, IReadOnlyList<IReadOnlyList<OrderStatus>> Steps)
    {
        public long Accepted => After.Accepted - Before.Accepted;

        public long Ended => After.Completed + After.Failed - Before.Completed - Before.Failed;

        public long Duplicates => After.Duplicates - Before.Duplicates;
    }
}
