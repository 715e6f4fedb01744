using BoxBox.PaddockGateway.Bookkeeping;
using static BoxBox.Orders.OrderStatus;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class LedgerTests
{
    private static readonly OrderStatus[] Journey = [Pending, InProgress, WaitingDelivery, OutForDelivery, Completed];

    private readonly Ledger _ledger = new();
    private ulong _sequence;

    [Fact]
    public void An_empty_ledger_has_counted_nothing()
    {
        Assert.Equal(0UL, _ledger.AsOf);
        Assert.Equal(Totals(), _ledger.Totals);
    }

    [Fact]
    public void An_order_stands_where_its_last_step_took_it()
    {
        var order = Guid.NewGuid();

        foreach (var step in Journey)
        {
            Store(order, step);
            Assert.Equal((1, 1), (_ledger.Totals.Accepted, CountOf(step)));
        }

        Assert.Equal(Totals() with { Accepted = 1, Completed = 1, AsOfSequence = 5 }, _ledger.Totals);
    }

    [Theory]
    [InlineData(Pending)]
    [InlineData(InProgress)]
    [InlineData(WaitingDelivery)]
    [InlineData(OutForDelivery)]
    public void An_order_may_fail_wherever_it_stands(OrderStatus last)
    {
        var order = Guid.NewGuid();

        Store(order, [.. Journey.TakeWhile(step => step <= last), Failed]);

        Assert.Equal(Totals() with { Accepted = 1, Failed = 1, AsOfSequence = _sequence }, _ledger.Totals);
    }

    [Fact]
    public void A_step_stored_again_is_a_duplicate_also_after_the_end_and_changes_nothing_else()
    {
        var order = Guid.NewGuid();

        Store(order, [Pending, InProgress, InProgress, WaitingDelivery, Pending, OutForDelivery, Completed, WaitingDelivery, Completed]);

        Assert.Equal(Totals() with { Accepted = 1, Completed = 1, Duplicates = 4, AsOfSequence = 9 }, _ledger.Totals);
    }

    [Fact]
    public void A_step_that_was_left_out_makes_the_next_one_out_of_order()
    {
        var order = Guid.NewGuid();

        Store(order, [Pending, WaitingDelivery, OutForDelivery]);

        Assert.Equal(Totals() with { Accepted = 1, OutForDelivery = 1, OutOfOrder = 1, AsOfSequence = 3 }, _ledger.Totals);
    }

    [Fact]
    public void A_late_step_is_out_of_order_and_takes_nothing_back()
    {
        var order = Guid.NewGuid();

        Store(order, [Pending, WaitingDelivery, InProgress]);

        Assert.Equal(Totals() with { Accepted = 1, WaitingDelivery = 1, OutOfOrder = 2, AsOfSequence = 3 }, _ledger.Totals);
    }

    [Theory]
    [InlineData(Completed, Failed)]
    [InlineData(Failed, Completed)]
    public void The_first_end_counts(OrderStatus first, OrderStatus second)
    {
        var order = Guid.NewGuid();

        Store(order, [Pending, InProgress, WaitingDelivery, OutForDelivery, first, second]);

        Assert.Equal((1, 0, 1), (CountOf(first), CountOf(second), _ledger.Totals.OutOfOrder));
    }

    [Fact]
    public void An_order_that_was_never_placed_is_in_no_state()
    {
        Store(Guid.NewGuid(), Pending);

        Store(Guid.NewGuid(), InProgress, WaitingDelivery);

        Assert.Equal(Totals() with { Accepted = 1, Pending = 1, OutOfOrder = 1, AsOfSequence = 3 }, _ledger.Totals);
    }

    [Fact]
    public void An_order_that_is_placed_late_is_accepted_and_stands_where_it_had_come()
    {
        Store(Guid.NewGuid(), InProgress, Pending, WaitingDelivery);

        Assert.Equal(Totals() with { Accepted = 1, WaitingDelivery = 1, OutOfOrder = 2, AsOfSequence = 3 }, _ledger.Totals);
    }

    [Fact]
    public void What_the_stream_has_dropped_is_neither_counted_nor_held_against_an_order()
    {
        _sequence = 100;
        var (old, young) = (Guid.NewGuid(), Guid.NewGuid());

        Store(old, WaitingDelivery, OutForDelivery);
        Store(young, Pending);
        Assert.Equal(Totals() with { Accepted = 1, Pending = 1, SinceSequence = 101, AsOfSequence = 103 }, _ledger.Totals);
        Store(old, Completed, Completed, InProgress);

        Assert.Equal(Totals() with { Accepted = 1, Pending = 1, Duplicates = 1, OutOfOrder = 1, SinceSequence = 101, AsOfSequence = 106 }, _ledger.Totals);
    }

    [Fact]
    public void What_the_stream_dropped_before_it_was_seen_is_not_held_against_an_order_either()
    {
        var (known, missed) = (Guid.NewGuid(), Guid.NewGuid());
        Store(known, Pending, InProgress);

        _sequence = 9;
        Store(missed, InProgress);
        Store(known, WaitingDelivery);

        Assert.Equal(Totals() with { Accepted = 1, WaitingDelivery = 1, SinceSequence = 10, AsOfSequence = 11 }, _ledger.Totals);
    }

    [Fact]
    public void A_stream_that_has_dropped_everything_leaves_an_empty_ledger_as_of_its_end()
    {
        _ledger.SkipTo(200);
        Assert.Equal(Totals() with { SinceSequence = 201, AsOfSequence = 200 }, _ledger.Totals);

        _sequence = 200;
        Store(Guid.NewGuid(), Pending);

        Assert.Equal(Totals() with { Accepted = 1, Pending = 1, SinceSequence = 201, AsOfSequence = 201 }, _ledger.Totals);
    }

    [Theory]
    [InlineData("orders.waiting_to_cook.42")]
    [InlineData("orders.waiting_to_cook")]
    [InlineData("orders.burnt.0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47")]
    [InlineData("orders..0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47")]
    [InlineData("order.failed.0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47")]
    [InlineData("orders.failed.0198c5a47d3b7c1e9f603a1d5a8e2b47")]
    [InlineData("")]
    public void A_message_on_a_subject_that_names_no_step_is_passed_over(string subject)
    {
        _ledger.Enter(1, subject);

        Assert.Equal(Totals() with { AsOfSequence = 1 }, _ledger.Totals);
    }

    private static LedgerTotals Totals() => new()
    {
        Accepted = 0,
        Pending = 0,
        InProgress = 0,
        WaitingDelivery = 0,
        OutForDelivery = 0,
        Completed = 0,
        Failed = 0,
        Duplicates = 0,
        OutOfOrder = 0,
        SinceSequence = 1,
        AsOfSequence = 0,
    };

    private void Store(Guid order, params OrderStatus[] steps)
    {
        foreach (var step in steps)
            _ledger.Enter(++_sequence, OrderSubjects.For(step, order));
    }

    private long CountOf(OrderStatus status) => status switch
    {
        Pending => _ledger.Totals.Pending,
        InProgress => _ledger.Totals.InProgress,
        WaitingDelivery => _ledger.Totals.WaitingDelivery,
        OutForDelivery => _ledger.Totals.OutForDelivery,
        Completed => _ledger.Totals.Completed,
        _ => _ledger.Totals.Failed,
    };
}
