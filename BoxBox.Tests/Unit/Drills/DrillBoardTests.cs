using BoxBox.Drills.Faults;
using BoxBox.Orders;
using BoxBox.Tests.Fixtures.People;
using Microsoft.Extensions.Logging.Abstractions;

namespace BoxBox.Tests.Unit.Drills;

public sealed class DrillBoardTests
{
    private readonly List<string> _crashes = [];
    private readonly WatchedTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_crash_happens_at_its_point_at_its_step_and_at_its_time()
    {
        var board = Board(new Fault(FaultKind.Crash, DrillPoint.BeforeAck, OrderStatus.Pending, Time: 2, Times: 1, TimeSpan.Zero));

        await board.ReachAsync(DrillPoint.BeforeAck, OrderStatus.Pending, Token);
        await board.ReachAsync(DrillPoint.BeforeAck, OrderStatus.WaitingDelivery, Token);
        await board.ReachAsync(DrillPoint.AfterAck, OrderStatus.Pending, Token);
        Assert.Empty(_crashes);
        await board.ReachAsync(DrillPoint.BeforeAck, OrderStatus.Pending, Token);
        await board.ReachAsync(DrillPoint.BeforeAck, OrderStatus.Pending, Token);

        Assert.Equal(["Drill: this process crashes at before-ack, the 2. time."], _crashes);
        Assert.Equal((3, 1), (board.Faults[0].Seen, board.Faults[0].Happened));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_throw_fails_the_work_so_often_and_no_more()
    {
        var board = Board(new Fault(FaultKind.Throw, DrillPoint.Oven, null, Time: 1, Times: 2, TimeSpan.Zero));

        await Assert.ThrowsAsync<DrillException>(async () => await board.ReachAsync(DrillPoint.Oven, null, Token));
        await Assert.ThrowsAsync<DrillException>(async () => await board.ReachAsync(DrillPoint.Oven, null, Token));
        await board.ReachAsync(DrillPoint.Oven, null, Token);

        Assert.Equal(2, board.Faults[0].Happened);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_delay_lasts_as_long_as_it_says()
    {
        var board = Board(new Fault(FaultKind.Delay, DrillPoint.Dough, null, Time: 1, Times: 1, TimeSpan.FromSeconds(3)));

        var reached = board.ReachAsync(DrillPoint.Dough, null, Token).AsTask();
        Assert.False(reached.IsCompleted);
        await _time.PassAsync(TimeSpan.FromSeconds(3));

        await reached;
    }

    [Fact]
    public void What_is_set_anew_is_counted_anew()
    {
        var drop = new Fault(FaultKind.DropAck, null, null, Time: 2, Times: 1, TimeSpan.Zero);
        var board = Board(drop);

        Assert.False(board.Happens(FaultKind.DropAck, OrderStatus.Pending));
        board.Set(new DrillPlan([drop], false, false, false));
        Assert.False(board.Happens(FaultKind.DropAck, OrderStatus.Pending));

        Assert.True(board.Happens(FaultKind.DropAck, OrderStatus.Pending));
        Assert.False(board.Happens(FaultKind.PublishTwice, OrderStatus.Pending));
    }

    private DrillBoard Board(params Fault[] faults) =>
        new(new DrillPlan(faults, false, false, false), _crashes.Add, _time, NullLogger<DrillBoard>.Instance);
}
