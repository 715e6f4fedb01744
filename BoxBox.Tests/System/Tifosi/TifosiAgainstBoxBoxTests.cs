using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Tifosi;

namespace BoxBox.Tests.System.Tifosi;

[Collection(nameof(TheWholeSystem))]
public sealed class TifosiAgainstBoxBoxTests(BoxBoxApp boxBox)
{
    [Fact(Timeout = 300_000)]
    public async Task Every_order_of_losing_is_accounted_for_and_every_step_is_told_once()
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;

        var tifosi = await TifosiRun.PlayAsync(
            ["losing", "--time-scale", "4", "--follow", "--json", "--bad", "10%", "--threshold", "checks rate==1", "--url", $"{gateway.BaseAddress}"], patience.Token);

        Assert.Equal((0, ""), (tifosi.ExitCode, tifosi.Error));
        var own = tifosi.Json.GetProperty("tifosi");
        Assert.InRange(own.GetProperty("placed").GetInt32(), 50, 160);
        var (ledger, live) = (own.GetProperty("ledger"), own.GetProperty("live"));
        Assert.Equal((0, 0, 0), (own.GetProperty("unaccounted").GetInt32(), ledger.GetProperty("duplicates").GetInt32(), ledger.GetProperty("out_of_order").GetInt32()));
        Assert.Equal((0, 0, 0), (live.GetProperty("twice").GetInt32(), live.GetProperty("missed").GetInt32(), live.GetProperty("unseen").GetInt32()));
        Assert.True(live.GetProperty("events").GetInt32() >= own.GetProperty("placed").GetInt32());
    }

    [Fact(Timeout = 300_000)]
    public async Task An_order_is_watched_from_the_terminal_to_its_end()
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;

        var tifosi = await TifosiRun.PlayAsync(["order", "--watch", "--url", $"{gateway.BaseAddress}"], patience.Token);

        Assert.Equal((0, ""), (tifosi.ExitCode, tifosi.Error));
        Assert.Equal(["pending", "in_progress", "waiting_delivery", "out_for_delivery", "completed"], tifosi.Lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]));
    }
}
