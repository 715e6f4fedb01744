using BoxBox.Drills.Faults;
using BoxBox.Drills.Guarantees;

namespace BoxBox.Tests.Unit.Drills;

/// <summary>What the drills do to the worker's loop, in the order in which it happens.</summary>
public sealed class DrilledLoopTests
{
    private readonly Journal _journal = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Acknowledged_first_a_delivery_is_out_of_the_workers_hands_before_he_has_it()
    {
        var queue = Queue(new Fault { Kind = FaultKind.AckFirst });

        var delivery = Assert.Single(await queue.FetchAsync(10, TimeSpan.Zero, Token));
        Assert.Equal(["ack a"], _journal.Entries);
        await delivery.AckAsync(Token);
        await delivery.ExtendAsync(Token);
        await delivery.GiveBackAsync(TimeSpan.Zero, Token);
        await delivery.RejectAsync(Token);

        Assert.Equal(["ack a"], _journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_progress_nothing_is_extended_and_all_else_gets_through()
    {
        var queue = Queue(new Fault { Kind = FaultKind.WithoutProgress });

        var delivery = Assert.Single(await queue.FetchAsync(10, TimeSpan.Zero, Token));
        await delivery.ExtendAsync(Token);
        await delivery.GiveBackAsync(TimeSpan.Zero, Token);
        await delivery.AckAsync(Token);

        Assert.Equal(["give back a", "ack a"], _journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_dropped_acknowledgement_is_not_sent_once()
    {
        var queue = Queue(new Fault { Kind = FaultKind.DropAck });

        var delivery = Assert.Single(await queue.FetchAsync(10, TimeSpan.Zero, Token));
        await delivery.AckAsync(Token);
        Assert.Empty(_journal.Entries);
        await delivery.AckAsync(Token);

        Assert.Equal(["ack a"], _journal.Entries);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("BeforePublish", "crash", "publishing Pending", "stored Pending")]
    [InlineData("AfterPublish", "publishing Pending", "stored Pending", "crash")]
    public async Task A_crash_comes_before_or_after_the_step_is_stored(string point, params string[] journal)
    {
        var publisher = Publisher(new Fault { Kind = FaultKind.Crash, At = Enum.Parse<DrillPoint>(point) });

        await publisher.PublishAsync(WorkBench.Order(), "tester", Token);

        Assert.Equal(journal, _journal.Entries);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("BeforeAck", "crash", "ack a")]
    [InlineData("AfterAck", "ack a", "crash")]
    public async Task A_crash_comes_before_or_after_the_acknowledgement(string point, params string[] journal)
    {
        var queue = Queue(new Fault { Kind = FaultKind.Crash, At = Enum.Parse<DrillPoint>(point), Step = OrderStatus.Pending });

        await Assert.Single(await queue.FetchAsync(10, TimeSpan.Zero, Token)).AckAsync(Token);

        Assert.Equal(journal, _journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_step_is_published_twice_and_the_first_answer_counts()
    {
        var publisher = Publisher(new Fault { Kind = FaultKind.PublishTwice });

        var ack = await publisher.PublishAsync(WorkBench.Order(), "tester", Token);

        Assert.Equal((2, 1), (_journal.Count("publishing Pending"), _journal.Count("stored Pending")));
        Assert.Equal((1UL, false), (ack.Seq, ack.Duplicate));
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_message_ids_a_step_goes_the_unguarded_way_and_nothing_is_known_of_before()
    {
        var board = Board(new Fault { Kind = FaultKind.WithoutMessageIds });
        var order = WorkBench.Order();
        var log = new FakeStream();
        log.Store(order.Reach(OrderStatus.Completed, order.OrderedAt));

        await new DrilledPublisher(new FakePublisher(_journal, new FakeStream()), new FakePublisher(new Journal(), new FakeStream()), board).PublishAsync(order, "tester", Token);
        Assert.Empty(_journal.Entries);
        Assert.NotNull(await log.FindAsync(OrderStatus.Completed, order.OrderId, Token));

        Assert.Null(await new ForgetfulLookup(log, board).FindAsync(OrderStatus.Completed, order.OrderId, Token));
    }

    private DrillBoard Board(Fault fault) => new([fault], _ => _journal.Write("crash"), new Random(1), TimeProvider.System, null, NullLogger<DrillBoard>.Instance);

    private DrilledPublisher Publisher(Fault fault) => new(new FakePublisher(_journal, new FakeStream()), new FakePublisher(new Journal(), new FakeStream()), Board(fault));

    private DrilledQueue Queue(Fault fault)
    {
        var delivery = FakeDelivery.Of(WorkBench.Order(), "a", _journal);
        return new DrilledQueue(new FakeQueue(_journal, () => [delivery]), Board(fault));
    }
}
