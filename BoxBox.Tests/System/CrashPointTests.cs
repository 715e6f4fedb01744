using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System;

public sealed class CrashPointTests
{
    private const int Orders = 10;

    public static MatrixTheoryData<string, string> Matrix => new(["maestro", "fattorino"], ["before-publish", "after-publish", "before-ack", "after-ack"]);

    [Theory(Timeout = 900_000)]
    [MemberData(nameof(Matrix))]
    public async Task A_worker_who_is_killed_at_any_point_brings_every_order_to_its_end_exactly_once(string worker, string point) =>
        await AssertExactlyOnceAsync(Victim.Named(worker), new Crash(point, Victim.Named(worker).StepAt(point)));

    [Theory(Timeout = 900_000)]
    [InlineData("maestro", "before-publish", "in_progress")]
    [InlineData("maestro", "after-publish", "in_progress")]
    [InlineData("fattorino", "before-publish", "out_for_delivery")]
    [InlineData("fattorino", "after-publish", "out_for_delivery")]
    public async Task Who_is_killed_in_the_middle_of_an_order_leaves_it_to_be_brought_to_its_end_exactly_once(string worker, string point, string step) =>
        await AssertExactlyOnceAsync(Victim.Named(worker), new Crash(point, step));

    private static async Task AssertExactlyOnceAsync(Victim victim, Crash crash)
    {
        using var patience = Patience.ATest(Soak.Or(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)));
        await using var bench = await CrashBench.StartAsync(victim);

        var orders = await bench.RunAsync(crash, Orders / 2, crashes: Soak.Or(2, 20), patience.Token);

        var steps = await bench.Witness.StepsAsync(after: 0, patience.Token);
        Assert.All(orders, order => Assert.Equal(victim.Journey, steps[order]));
    }
}
