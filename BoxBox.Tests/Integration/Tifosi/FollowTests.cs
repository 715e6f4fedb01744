using BoxBox.Tests.Fixtures.Tifosi;

namespace BoxBox.Tests.Integration.Tifosi;

public sealed class FollowTests
{
    [Fact(Timeout = 60_000)]
    public async Task Lead_times_and_ends_are_told_beside_the_load_over_a_line_that_breaks()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.CutOffAfter = 7;
        gateway.Steps = ["pending", "in_progress", "waiting_delivery", "out_for_delivery", "completed"];

        var tifosi = await TifosiRun.PlayAsync(gateway, "losing", "--time-scale", "10", "--orders", "20", "--follow");

        Assert.Equal((0, ""), (tifosi.ExitCode, tifosi.Error));
        Assert.Contains("  live: 100 events, 0 seen twice, 0 missed; of our orders 20 ended, 0 open, 0 of them unseen", tifosi.Lines);
        Assert.Contains(tifosi.Lines, line => line.StartsWith("  → completed", StringComparison.Ordinal) && line.Contains("avg=2s", StringComparison.Ordinal));
        Assert.Equal(2, gateway.LastEventIds.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Orders_that_the_ledger_does_not_know_and_events_that_are_missing_are_said()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Ledger = () => $$"""{"accepted":{{gateway.Orders.Count / 2}},"pending":{{gateway.Orders.Count / 2}},"in_progress":0,"waiting_delivery":0,"out_for_delivery":0,"completed":0,"failed":0,"duplicates":0,"out_of_order":0,"since_sequence":1,"as_of_sequence":1}""";
        gateway.Steps = ["pending", "completed"];

        var tifosi = await TifosiRun.PlayAsync(gateway, "losing", "--time-scale", "5", "--follow");

        Assert.Contains(tifosi.Lines, line => line.Contains("!! ", StringComparison.Ordinal) && line.Contains("orders not accounted for by the ledger", StringComparison.Ordinal) && line.Contains("events missed", StringComparison.Ordinal));
        Assert.Contains(tifosi.Lines, line => line.StartsWith("  ledger:", StringComparison.Ordinal) && line.Contains("not accounted for", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_live_stream_and_a_ledger_the_load_goes_on_and_says_so()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.HasStream = false;
        gateway.Ledger = () => "no ledger";

        var tifosi = await TifosiRun.PlayAsync(gateway, "losing", "--time-scale", "10", "--orders", "5", "--follow");

        Assert.Equal((0, 5), (tifosi.ExitCode, gateway.Orders.Count));
        Assert.Contains(tifosi.Lines, line => line.StartsWith("There is no live stream to follow", StringComparison.Ordinal));
        Assert.Contains("  ledger: the gateway has none to show", tifosi.Lines);
    }
}
