using BoxBox.Orders;

namespace BoxBox.Tests.Distributed;

[Collection(nameof(Drilled))]
public sealed class CrashPointTests(DrillApp boxBox)
{
    private static readonly OrderStatus[] Journey = [OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery, OrderStatus.OutForDelivery, OrderStatus.Completed];

    public static MatrixTheoryData<string, string> Matrix => new(["maestro", "fattorino"], ["before-publish", "after-publish", "before-ack", "after-ack"]);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_worker_who_is_killed_at_any_point_brings_every_order_to_its_end_exactly_once(string worker, string point)
    {
        using var patience = Patience.ATest(Soak.Or(BoxBoxApp.Patience, TimeSpan.FromMinutes(10)));

        var aftermath = await new CrashDrill(boxBox, worker, point).RunAsync(crashes: Soak.Or(2, CrashDrill.Orders), patience.Token);

        Assert.All(aftermath.Steps, steps => Assert.Equal(Journey, steps));
        Assert.Equal((CrashDrill.Orders + 1, aftermath.Accepted), (aftermath.Accepted, aftermath.Ended));
        Assert.Equal((0, 0, 0), (aftermath.After.Failed, aftermath.After.Duplicates, aftermath.After.OutOfOrder));
    }
}
