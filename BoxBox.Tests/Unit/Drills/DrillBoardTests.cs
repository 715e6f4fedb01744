using BoxBox.Drills.Faults;
using BoxBox.Orders.Crew;

namespace BoxBox.Tests.Unit.Drills;

public sealed class DrillBoardTests
{
    private readonly List<string> _crashes = [];
    private readonly WatchedTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_crash_happens_at_its_point_at_its_step_and_at_its_time()
    {
        var board = Board(new Fault { Kind = FaultKind.Crash, At = DrillPoint.BeforeAck, Step = OrderStatus.Pending, Time = 2 });

        await board.ReachAsync(DrillPoint.BeforeAck, OrderStatus.Pending, Token);
        await board.ReachAsync(DrillPoint.BeforeAck, OrderStatus.WaitingDelivery, Token);
        await board.ReachAsync(DrillPoint.AfterAck, OrderStatus.Pending, Token);
        Assert.Empty(_crashes);
        await board.ReachAsync(DrillPoint.BeforeAck, OrderStatus.Pending, Token);
        await board.ReachAsync(DrillPoint.BeforeAck, OrderStatus.Pending, Token);

        Assert.Equal(["Drill: this process crashes at before-ack, the 2. time."], _crashes);
        Assert.Equal((2, 1, true), (board.Faults[0].Seen, board.Faults[0].Happened, board.Faults[0].Over));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_throw_fails_the_work_so_often_and_no_more()
    {
        var board = Board(new Fault { Kind = FaultKind.Throw, At = DrillPoint.Oven, Times = 2 });

        await Assert.ThrowsAsync<DrillException>(async () => await board.ReachAsync(DrillPoint.Oven, null, Token));
        await Assert.ThrowsAsync<DrillException>(async () => await board.ReachAsync(DrillPoint.Oven, null, Token));
        await board.ReachAsync(DrillPoint.Oven, null, Token);

        Assert.Equal(2, board.Faults[0].Happened);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_delay_lasts_as_long_as_it_says()
    {
        var board = Board(new Fault { Kind = FaultKind.Delay, At = DrillPoint.Dough, Seconds = 3 });

        var reached = board.ReachAsync(DrillPoint.Dough, null, Token).AsTask();
        Assert.False(reached.IsCompleted);
        await _time.PassAsync(TimeSpan.FromSeconds(3));

        await reached;
    }

    [Fact]
    public void What_is_set_anew_is_counted_anew()
    {
        var drop = new Fault { Kind = FaultKind.DropAck, Time = 2 };
        var board = Board();
        board.Replace([drop]);

        Assert.False(board.Happens(FaultKind.DropAck, OrderStatus.Pending));
        board.Replace([drop]);
        Assert.False(board.Happens(FaultKind.DropAck, OrderStatus.Pending));

        Assert.True(board.Happens(FaultKind.DropAck, OrderStatus.Pending));
        Assert.False(board.Happens(FaultKind.PublishTwice, OrderStatus.Pending));
    }

    [Fact]
    public void For_some_time_it_happens_as_often_as_it_comes_and_then_it_ends_by_itself()
    {
        var board = Board(new Fault { Kind = FaultKind.DropAck, ForSeconds = 10 });

        for (var i = 0; i < 5; i++)
            Assert.True(board.Happens(FaultKind.DropAck, OrderStatus.Pending));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.False(board.Happens(FaultKind.DropAck, OrderStatus.Pending));
        Assert.Equal((5, true), (board.Faults[0].Happened, board.Faults[0].Over));
    }

    [Fact]
    public void A_percentage_is_drawn_and_the_same_seed_draws_the_same()
    {
        List<bool> Draw(int seed)
        {
            var board = new DrillBoard([new Fault { Kind = FaultKind.DropAck, Percent = 30, ForSeconds = 60 }], _crashes.Add, new Random(seed), _time, null, NullLogger<DrillBoard>.Instance);
            return [.. Enumerable.Range(0, 1000).Select(_ => board.Happens(FaultKind.DropAck, OrderStatus.Pending))];
        }

        Assert.Equal(Draw(16), Draw(16));
        Assert.NotEqual(Draw(16), Draw(55));
        Assert.InRange(Draw(16).Count(happens => happens), 200, 400);
    }

    [Fact]
    public void What_is_set_as_well_leaves_what_is_set_and_what_is_replaced_leaves_what_the_configuration_says()
    {
        var board = Board(new Fault { Kind = FaultKind.AckFirst });

        board.Add([new Fault { Kind = FaultKind.DropAck }]);
        Assert.Equal([FaultKind.AckFirst, FaultKind.DropAck], board.Faults.Select(armed => armed.Kind));
        board.Replace([new Fault { Kind = FaultKind.PublishTwice }]);
        Assert.Equal([FaultKind.AckFirst, FaultKind.PublishTwice], board.Faults.Select(armed => armed.Kind));
        board.End();

        Assert.Empty(board.Faults);
    }

    [Fact]
    public void Who_looks_on_hears_what_is_set_and_that_it_is_over()
    {
        var crew = new CrewMember("maestro", "1", CrewState.Idle, _time);
        var board = new DrillBoard([], _crashes.Add, new Random(1), _time, crew, NullLogger<DrillBoard>.Instance);

        var armed = new List<string?>();
        board.Add([new Fault { Kind = FaultKind.DropAck }, new Fault { Kind = FaultKind.WithoutProgress, ForSeconds = 5 }, new Fault { Kind = FaultKind.PublishTwice }]);
        armed.Add(crew.Now.Drill);
        board.Happens(FaultKind.DropAck, OrderStatus.Pending);
        armed.Add(crew.Now.Drill);
        _time.Advance(TimeSpan.FromSeconds(5));
        armed.Add(crew.Now.Drill);
        board.End();
        armed.Add(crew.Now.Drill);

        Assert.Equal(["drop-ack, without-progress, publish-twice", "without-progress, publish-twice", "publish-twice", null], armed);
        var heard = new List<string>();
        while (crew.Unsaid.TryRead(out var report))
            if (report.Happened is { } happened)
                heard.Add($"{happened.Kind} {happened.Reason}");
        Assert.Equal(
            ["DrillArmed drop-ack", "DrillArmed without-progress", "DrillArmed publish-twice", "DrillEnded drop-ack", "DrillEnded without-progress", "DrillEnded publish-twice"],
            heard);
    }

    private DrillBoard Board(params Fault[] faults) => new(faults, _crashes.Add, new Random(1), _time, null, NullLogger<DrillBoard>.Instance);
}
