using BoxBox.Tifosi.Load;
using BoxBox.Tifosi.Scenarios;

namespace BoxBox.Tests.Unit.Tifosi;

/// <summary>The stages against what k6 documents of its ramping-vus: users come and go evenly, one at a time, and stand at the target at the stage's end.</summary>
public sealed class UserPlanTests
{
    [Fact]
    public void Losing_has_these_users_at_each_second()
    {
        int[] users = [.. Seconds(21).Select(second => UserPlan.UsersAt(FerrariScenarios.Losing, second))];

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0], users);
        Assert.Equal(TimeSpan.FromSeconds(20), FerrariScenarios.Losing.Duration);
        Assert.Equal(TimeSpan.Zero, FerrariScenarios.Losing.GracefulRampDown);
    }

    [Fact]
    public void Winning_has_these_users_at_each_second()
    {
        int[] users = [.. Seconds(33).Select(second => UserPlan.UsersAt(FerrariScenarios.Winning, second))];

        Assert.Equal(
            [
                10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
                55, 100,
                100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
                91, 82, 73, 64, 55, 46, 37, 28, 19, 10,
            ],
            users);
        Assert.Equal(TimeSpan.FromSeconds(30), FerrariScenarios.Winning.GracefulStop);
    }

    [Fact]
    public void Every_change_has_its_moment_and_a_stage_without_length_jumps()
    {
        var scenario = Of(2, (4, 4), (2, 4), (0, 1), (2, 1));

        Assert.Equal([(0, 2), (2, 3), (4, 4), (6, 1)], UserPlan.Steps(scenario).Select(step => (step.At.TotalSeconds, step.Users)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3.9, 0)]
    [InlineData(4, 1)]
    [InlineData(5.9, 1)]
    [InlineData(6, 3)]
    [InlineData(100, 3)]
    public void It_is_known_which_stage_it_is(double seconds, int stage)
    {
        Assert.Equal(stage, UserPlan.StageAt(Of(2, (4, 4), (2, 4), (0, 1), (2, 1)), TimeSpan.FromSeconds(seconds)));
    }

    private static IEnumerable<TimeSpan> Seconds(int count) => Enumerable.Range(0, count).Select(second => TimeSpan.FromSeconds(second));

    private static Scenario Of(int start, params (int Seconds, int Target)[] stages) =>
        new() { Name = "test", StartUsers = start, Stages = [.. stages.Select(stage => new Stage(TimeSpan.FromSeconds(stage.Seconds), stage.Target))] };
}
