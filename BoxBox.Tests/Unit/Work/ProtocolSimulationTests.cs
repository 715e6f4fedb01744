using BoxBox.Tests.Fixtures.Work.Simulation;
using CsCheck;

namespace BoxBox.Tests.Unit.Work;

/// <summary>
/// The workers' protocol under schedules that nobody thought of: processes that die at any call, lost answers, doubled and belated calls, clocks that
/// are set, slow colleagues. Each step is stored once; nothing is acknowledged before it is stored; every accepted order ends, and once; what is
/// given back rests. A failure says the seed (set <c>CsCheck_Seed</c> to it) and the smallest schedule found that fails.
/// </summary>
public sealed class ProtocolSimulationTests
{
    private const int Schedules = 400;

    [Fact]
    public void Whatever_goes_wrong_each_order_takes_each_step_and_ends_once() => Schedule.Any.Sample(
        schedule =>
        {
            using var world = new SimulatedWorld(schedule);
            var broken = world.Run();
            Assert.True(broken.Count == 0, $"{string.Join("\n", broken)}\n{string.Join("\n", world.Journal)}");
        },
        iter: Schedules,
        threads: 1);

    [Fact]
    public void The_same_schedule_is_the_same_run()
    {
        var schedule = new Schedule(4, 2, 2, 1, [("dough", 2, Mishap.CrashAfter), ("ack", 1, Mishap.AnswerLost), ("publish Completed", 1, Mishap.Late), ("find", 2, Mishap.Twice)], Seed: 16);

        Assert.Equal(JournalOf(schedule), JournalOf(schedule));
        Assert.NotEqual(JournalOf(schedule), JournalOf(schedule with { Seed = 55 }));
    }

    [Fact]
    public void An_order_that_is_given_up_so_slowly_that_it_is_completed_meanwhile_ends_once() =>
        JournalOf(new Schedule(1, 2, 1, 1, [("dough", 1, Mishap.AnswerLost), ("publish Failed", 1, Mishap.Late)], Seed: 44));

    private static IReadOnlyList<string> JournalOf(Schedule schedule)
    {
        using var world = new SimulatedWorld(schedule);
        Assert.Empty(world.Run());
        return world.Journal;
    }
}
