using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class LedgerPropertyTests
{
    private const int Seeds = 3_000;

    [Fact]
    public void Whatever_is_stored_the_accepted_orders_are_the_sum_of_the_states() => Histories.ForEachSeed(Seeds, dice =>
    {
        var ledger = new Ledger();
        ulong sequence = 0;
        foreach (var subject in Histories.Interleave(dice, Histories.Several(dice, Histories.Lawless)))
        {
            ledger.Enter(++sequence, subject);
            Assert.Equal(ledger.Totals.Accepted, SumOfStates(ledger.Totals));
        }
    });

    [Fact]
    public void Orders_that_keep_to_their_lifecycle_are_counted_where_they_stand() => Histories.ForEachSeed(Seeds, dice =>
    {
        var histories = Histories.Several(dice, Histories.Lawful);

        var totals = Histories.Fold(Histories.Interleave(dice, histories)).Totals;

        Assert.Equal((histories.Count, 0, 0), (totals.Accepted, totals.Duplicates, totals.OutOfOrder));
        Assert.Equal(Enum.GetValues<OrderStatus>().Select(status => histories.LongCount(history => history[^1] == status)), States(totals));
    });

    [Fact]
    public void It_does_not_matter_how_orders_mix_that_keep_their_own_sequence() => Histories.ForEachSeed(Seeds, dice =>
    {
        var histories = Histories.Several(dice, dice.Next(2) == 0 ? Histories.Lawful : Histories.Lawless);

        Assert.Equal(Histories.Fold(Histories.Interleave(dice, histories)).Totals, Histories.Fold(Histories.Interleave(dice, histories)).Totals);
    });

    [Fact]
    public void Every_duplicate_is_counted_and_changes_nothing_else() => Histories.ForEachSeed(Seeds, dice =>
    {
        var histories = Histories.Several(dice, Histories.Lawful);
        var clean = Histories.Fold(Histories.Interleave(dice, histories)).Totals;
        var injected = dice.Next(1, 20);
        for (var i = 0; i < injected; i++)
        {
            var history = histories[dice.Next(histories.Count)];
            var step = dice.Next(history.Count);
            history.Insert(dice.Next(step + 1, history.Count + 1), history[step]);
        }

        var totals = Histories.Fold(Histories.Interleave(dice, histories)).Totals;

        Assert.Equal(clean with { Duplicates = injected, AsOfSequence = totals.AsOfSequence }, totals);
    });

    [Fact]
    public void Two_steps_that_changed_places_are_both_out_of_order_and_the_order_stands_where_it_stood() => Histories.ForEachSeed(Seeds, dice =>
    {
        var histories = Histories.Several(dice, dice => [.. Histories.Journey[..dice.Next(1, Histories.Journey.Length)]]);
        var clean = Histories.Fold(Histories.Interleave(dice, histories)).Totals;
        var swapped = 0;
        foreach (var history in histories)
        {
            for (var step = dice.Next(2); step + 1 < history.Count; step += 2)
            {
                (history[step], history[step + 1]) = (history[step + 1], history[step]);
                swapped++;
            }
        }

        var totals = Histories.Fold(Histories.Interleave(dice, histories)).Totals;

        Assert.Equal(clean with { OutOfOrder = 2 * swapped }, totals);
    });

    [Fact]
    public void Every_step_left_out_on_the_way_makes_one_out_of_order() => Histories.ForEachSeed(Seeds, dice =>
    {
        var histories = Histories.Several(dice, dice => [.. Histories.Journey[..dice.Next(3, Histories.Journey.Length + 1)]]);
        var clean = Histories.Fold(Histories.Interleave(dice, histories)).Totals;
        foreach (var history in histories)
            history.RemoveAt(dice.Next(1, history.Count - 1));

        var totals = Histories.Fold(Histories.Interleave(dice, histories)).Totals;

        Assert.Equal(clean with { OutOfOrder = histories.Count, AsOfSequence = totals.AsOfSequence }, totals);
    });

    [Fact]
    public void A_fold_goes_on_where_it_was_also_where_it_is_told_again_what_it_knows() => Histories.ForEachSeed(Seeds, dice =>
    {
        var subjects = Histories.Interleave(dice, Histories.Several(dice, Histories.Lawless));
        var ledger = new Ledger();

        while (ledger.AsOf < (ulong)subjects.Count)
        {
            // Takes up somewhere before where it was, and gets a little further.
            var from = dice.Next((int)ledger.AsOf + 1);
            var upTo = dice.Next(from, subjects.Count + 1);
            for (var i = from; i < upTo; i++)
                ledger.Enter((ulong)i + 1, subjects[i]);
            if (upTo < (int)ledger.AsOf)
                continue;
            Assert.Equal(Histories.Fold(subjects.Take(upTo)).Totals, ledger.Totals);
        }
    });

    [Fact]
    public void Where_the_stream_has_dropped_its_beginning_only_what_is_left_is_counted_and_nothing_is_held_against_it() => Histories.ForEachSeed(Seeds, dice =>
    {
        var subjects = Histories.Interleave(dice, Histories.Several(dice, Histories.Lawful));
        var dropped = dice.Next(1, subjects.Count + 1);

        var totals = Histories.Fold(subjects.Skip(dropped), after: (ulong)dropped).Totals;

        var placed = subjects.Skip(dropped).LongCount(subject => subject.StartsWith("orders.waiting_to_cook.", StringComparison.Ordinal));
        Assert.Equal((placed, placed, 0, 0), (totals.Accepted, SumOfStates(totals), totals.Duplicates, totals.OutOfOrder));
    });

    private static long SumOfStates(LedgerTotals totals) => States(totals).Sum();

    private static long[] States(LedgerTotals totals) =>
        [totals.Pending, totals.InProgress, totals.WaitingDelivery, totals.OutForDelivery, totals.Completed, totals.Failed];
}
