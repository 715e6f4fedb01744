using BoxBox.Orders;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Orders;

namespace BoxBox.Tests.System.Distributed;

[Collection(nameof(Drilled))]
public sealed class CrashPointTests(DrillApp boxBox)
{
    public static MatrixTheoryData<string, string> Matrix => new(["maestro", "fattorino"], ["before-publish", "after-publish", "before-ack", "after-ack"]);

    [Theory(Timeout = 900_000)]
    [MemberData(nameof(Matrix))]
    public async Task A_worker_who_is_killed_at_any_point_brings_every_order_to_its_end_exactly_once(string worker, string point)
    {
        using var patience = Patience.ATest(Soak.Or(BoxBoxApp.Patience, TimeSpan.FromMinutes(10)));
        var drill = new CrashDrill(boxBox, worker, point);

        var aftermath = await drill.RunAsync(crashes: Soak.Or(2, drill.Orders), patience.Token);

        AssertExactlyOnce(drill, aftermath);
    }

    [Theory(Timeout = 900_000)]
    [InlineData("maestro", "before-publish", "in_progress")]
    [InlineData("maestro", "after-publish", "in_progress")]
    [InlineData("panettiere", "dough", null)]
    [InlineData("fornaio", "oven", null)]
    [InlineData("fattorino", "before-publish", "out_for_delivery")]
    [InlineData("fattorino", "after-publish", "out_for_delivery")]
    public async Task Who_is_killed_in_the_middle_of_an_order_leaves_it_to_be_brought_to_its_end_exactly_once(string worker, string point, string? step)
    {
        using var patience = Patience.ATest(Soak.Or(BoxBoxApp.Patience, TimeSpan.FromMinutes(10)));
        var drill = new CrashDrill(boxBox, worker, point, step) { Orders = 4 };

        var aftermath = await drill.RunAsync(crashes: Soak.Or(1, drill.Orders), patience.Token);

        AssertExactlyOnce(drill, aftermath);
    }

    private static void AssertExactlyOnce(CrashDrill drill, CrashDrill.Aftermath aftermath)
    {
        Assert.All(aftermath.Steps, steps => Assert.Equal(Histories.Journey, steps));
        Assert.Equal((drill.Orders + 1, aftermath.Accepted), (aftermath.Accepted, aftermath.Ended));
        Assert.Equal((0, 0, 0), (aftermath.After.Failed, aftermath.After.Duplicates, aftermath.After.OutOfOrder));
    }
}
