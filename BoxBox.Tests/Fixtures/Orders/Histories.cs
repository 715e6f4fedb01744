using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.Tests.Fixtures.Orders;

/// <summary>Generated histories of orders: a step of an order after the other, as the stream would have them.</summary>
internal static class Histories
{
    public static readonly OrderStatus[] Journey = [OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery, OrderStatus.OutForDelivery, OrderStatus.Completed];

    private static readonly OrderStatus[] AllSteps = Enum.GetValues<OrderStatus>();

    /// <summary>Runs a check over many histories; what fails is told with its seed.</summary>
    public static void ForEachSeed(int count, Action<Random> check)
    {
        for (var seed = 0; seed < count; seed++)
        {
            var failure = Record.Exception(() => check(new Random(seed)));
            Assert.True(failure is null, $"Seed {seed}: {failure}");
        }
    }

    /// <summary>An order that keeps to its lifecycle, as far as it has come; now and then it has failed.</summary>
    public static List<OrderStatus> Lawful(Random dice)
    {
        List<OrderStatus> steps = [.. Journey[..dice.Next(1, Journey.Length + 1)]];
        if (steps.Count < Journey.Length && dice.Next(4) == 0)
            steps.Add(OrderStatus.Failed);
        return steps;
    }

    /// <summary>Any steps whatever.</summary>
    public static List<OrderStatus> Lawless(Random dice) => [.. dice.GetItems(AllSteps, dice.Next(1, 12))];

    public static List<List<OrderStatus>> Several(Random dice, Func<Random, List<OrderStatus>> history) =>
        [.. Enumerable.Range(0, dice.Next(1, 9)).Select(_ => history(dice))];

    /// <summary>Shuffles the histories into one stream in which each keeps its own order.</summary>
    public static List<string> Interleave(Random dice, IReadOnlyList<IReadOnlyList<OrderStatus>> histories)
    {
        var turns = histories.SelectMany((history, order) => Enumerable.Repeat(order, history.Count)).ToArray();
        dice.Shuffle(turns);
        var next = new int[histories.Count];
        return [.. turns.Select(order => OrderSubjects.For(histories[order][next[order]++], IdOf(order)))];
    }

    public static Ledger Fold(IEnumerable<string> subjects, ulong after = 0)
    {
        var ledger = new Ledger();
        foreach (var subject in subjects)
            ledger.Enter(++after, subject);
        return ledger;
    }

    /// <summary>Counts a message of which only the subject matters.</summary>
    public static void Enter(this Ledger ledger, ulong sequence, string subject) => ledger.Enter(new StoredStep(sequence, null, "test") { Subject = subject });

    private static Guid IdOf(int order) => new(order, 0, 0, new byte[8]);
}
