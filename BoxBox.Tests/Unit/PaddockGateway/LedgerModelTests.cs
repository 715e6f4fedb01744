using BoxBox.PaddockGateway.Bookkeeping;
using CsCheck;

namespace BoxBox.Tests.Unit.PaddockGateway;

/// <summary>The ledger, which forgets and is saved and loaded, against one that remembers everything. A failure prints its seed.</summary>
public sealed class LedgerModelTests
{
    private static readonly DateTimeOffset Stream = Pizza.Noon.AddDays(-1);

    /// <summary>A step of one of a few orders, some time after the message before; and now and then a restart, from a snapshot or with messages told again.</summary>
    private static readonly Gen<(int Order, OrderStatus Step, int Minutes, int Event)[]> Histories =
        Gen.Select(Gen.Int[0, 5], Gen.Enum<OrderStatus>(), Gen.Int[0, 2], Gen.Int[0, 9]).Array[1, 60];

    [Fact]
    public void Whatever_is_stored_within_the_minutes_that_it_remembers_it_counts_as_one_that_forgets_nothing() => Histories.Sample(history =>
    {
        var (ledger, naive) = (new Ledger(), new NaiveLedger());
        var messages = new List<StoredStep>();
        foreach (var (number, step, _, happens) in history)
        {
            var orderId = IdOf(number);
            naive.Store(orderId, step);
            messages.Add(Message(messages.Count + 1, orderId, step, Pizza.Noon));
            ledger.Enter(messages[^1]);
            if (happens == 0)
                ledger = Restarted(ledger);
            else if (happens == 1)
                messages.ForEach(ledger.Enter);
            Assert.Equal(naive.Totals(), ledger.Totals);
        }
    });

    [Fact]
    public void Where_the_guarantees_hold_it_counts_so_whatever_it_has_forgotten() => Histories.Sample(history =>
    {
        var (ledger, naive) = (new Ledger(), new NaiveLedger());
        var (now, sequence) = (Pizza.Noon, 0);
        var reached = new Dictionary<int, OrderStatus>();
        foreach (var (number, wish, minutes, happens) in history)
        {
            // The step that the order may take, or the next order where it has ended.
            now += TimeSpan.FromMinutes(4 * minutes);
            var order = reached.TryGetValue(number, out var status) && OrderLifecycle.IsFinal(status) ? number + (10 * ++sequence) : number;
            OrderStatus? before = reached.TryGetValue(order, out var stands) ? stands : null;
            var step = before is not null && wish is OrderStatus.Failed ? OrderStatus.Failed : before is { } at ? at + 1 : OrderStatus.Pending;
            reached[order] = step;
            naive.Store(IdOf(order), step);
            ledger.Enter(Message((int)naive.Totals().AsOfSequence, IdOf(order), step, now));
            if (happens == 0)
                ledger = Restarted(ledger);
        }

        Assert.Equal(naive.Totals(), ledger.Totals);
        var mayBeRemembered = reached.Count;
        ledger.Enter(new StoredStep((ulong)history.Length + 1, null, "") { Subject = "orders.unknown", StoredAt = now.AddMinutes(11) });
        Assert.Equal(reached.Values.Count(status => !OrderLifecycle.IsFinal(status)), ledger.Count);
        Assert.True(ledger.Count <= mayBeRemembered);
    });

    [Fact]
    public void A_ledger_that_was_saved_and_loaded_goes_on_as_the_one_that_was_not() => Histories.Sample(history =>
    {
        var (one, other) = (new Ledger(), new Ledger());
        var now = Pizza.Noon;
        foreach (var ((number, step, minutes, happens), index) in history.Select((message, index) => (message, index)))
        {
            now += TimeSpan.FromMinutes(3 * minutes);
            var message = Message(index + 1, IdOf(number), step, now);
            one.Enter(message);
            other.Enter(message);
            if (happens < 3)
                other = Restarted(other);
            Assert.Equal(one.Totals, other.Totals);
            Assert.Equal(Shown(one), Shown(other));
            Assert.Equal(one.Count, other.Count);
        }
    });

    [Fact]
    public void Of_more_orders_that_end_than_it_may_remember_it_remembers_the_last_and_shows_a_thousand()
    {
        var ledger = new Ledger();
        ulong sequence = 0;
        for (var number = 0; number < Ledger.MostEnded + 100; number++)
        {
            foreach (var step in (OrderStatus[])[OrderStatus.Pending, OrderStatus.Failed])
                ledger.Enter(Message((int)++sequence, IdOf(number), step, Pizza.Noon));
        }

        Assert.Equal(Ledger.MostEnded, ledger.Count - 1);
        Assert.Equal(Ledger.MostEndedShown, ledger.Ended.Count());
        Assert.All(ledger.Ended, line => Assert.NotNull(line.Details));
        Assert.Equal(Ledger.MostEnded + 100, ledger.Totals.Failed);
    }

    [Fact]
    public void Of_more_open_orders_than_are_shown_all_count_on_after_a_restart_and_the_newest_are_shown()
    {
        const int Orders = Ledger.MostOpenShown + 100;
        var ledger = new Ledger();
        for (var number = 0; number < Orders; number++)
            ledger.Enter(Message(number + 1, IdOf(number), OrderStatus.Pending, Pizza.Noon));

        var restarted = Restarted(ledger);
        Assert.Equal((ledger.Totals, ledger.Owed), (restarted.Totals, restarted.Owed));
        Assert.Equal(Enumerable.Range(100, Ledger.MostOpenShown).Select(IdOf), restarted.Open.Where(line => line.IsWhole).OrderBy(line => line.FirstSequence).Select(line => line.OrderId));
        for (var number = 0; number < Orders; number++)
            restarted.Enter(Message(Orders + number + 1, IdOf(number), OrderStatus.InProgress, Pizza.Noon));

        Assert.Equal((Orders, Orders, 0), (restarted.Totals.Accepted, restarted.Totals.InProgress, restarted.Totals.OutOfOrder));
    }

    private static Ledger Restarted(Ledger ledger)
    {
        var saved = JsonSerializer.SerializeToUtf8Bytes(ledger.Save(Stream)(), LedgerJson.Default.LedgerSnapshot);
        return new Ledger(JsonSerializer.Deserialize(saved, LedgerJson.Default.LedgerSnapshot)!);
    }

    private static IEnumerable<string> Shown(Ledger ledger) =>
        ledger.Open.OrderBy(line => line.FirstSequence).Concat(ledger.Ended).Select(line => $"{line.OrderId} {line.IsWhole} {line.Details?.Status} {string.Join(',', line.Steps.Select(step => $"{step.Status} {step.At:O} {step.By}"))}");

    private static StoredStep Message(int sequence, Guid orderId, OrderStatus step, DateTimeOffset now) => new((ulong)sequence, Pizza.Order(step, orderId), "test")
    {
        Subject = OrderSubjects.For(step, orderId),
        StoredAt = now,
        Payload = OrderJson.Serialize(Pizza.Order(step, orderId)),
    };

    private static Guid IdOf(int number) => new(number, 0, 0, new byte[8]);
}
