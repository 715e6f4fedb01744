using BoxBox.Tests.Fixtures.Tifosi;

namespace BoxBox.Tests.Integration.Tifosi;

public sealed class OrderCommandTests
{
    [Fact(Timeout = 60_000)]
    public async Task An_order_is_placed_as_said_and_its_id_is_all_that_is_printed()
    {
        await using var gateway = await FakeGateway.StartAsync();

        var tifosi = await TifosiRun.PlayAsync(gateway, "order", "--size", "medium", "--topping", "pepperoni", "--topping", "nduja", "--destination", "Garage 44", "--as", "lewis");

        Assert.Equal((0, ""), (tifosi.ExitCode, tifosi.Error));
        Assert.Equal([$"{Assert.Single(gateway.Orders)}"], tifosi.Lines);
        Assert.Equal("""{"size":"medium","toppings":["pepperoni","nduja"],"border":"none","destination":"Garage 44","username":"lewis"}""", Assert.Single(gateway.Bodies));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_rejected_order_says_why_and_fails()
    {
        await using var gateway = await FakeGateway.StartAsync();

        var tifosi = await TifosiRun.PlayAsync(gateway, "order", "--size", "gigantic");

        Assert.Equal((1, ""), (tifosi.ExitCode, tifosi.Out));
        Assert.Contains("size: [\"Must be one of small, medium, large.\"]", tifosi.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("completed", 0)]
    [InlineData("failed", 1)]
    public async Task A_watched_order_is_followed_to_its_end_over_a_line_that_breaks(string end, int code)
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.CutOffAfter = 2;
        gateway.Answer = async context =>
        {
            await gateway.TakeAsync(context);
            foreach (var status in new[] { "in_progress", "waiting_delivery", "out_for_delivery", end }) gateway.Tell(gateway.Orders.Single(), status);
        };

        var tifosi = await TifosiRun.PlayAsync(gateway, "order", "--watch");

        Assert.Equal(code, tifosi.ExitCode);
        Assert.Equal(["pending", "in_progress", "waiting_delivery", "out_for_delivery", end], tifosi.Lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]));
        Assert.Equal(2, gateway.LastEventIds.Count);
        Assert.Contains("The line is lost (cut off in the middle); trying again.", tifosi.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Watching_all_shows_events_as_json_until_told_to_stop()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new WatchedOutput();
        var seen = output.HasAsync("completed");
        var watching = TifosiRun.PlayAsync(["watch", "--json", "--url", gateway.Url], stop.Token, output);
        await gateway.Listened;

        gateway.Tell(Guid.NewGuid(), "pending");
        gateway.Tell(Guid.NewGuid(), "completed");
        await seen;
        await stop.CancelAsync();
        var tifosi = await watching;

        Assert.Equal(0, tifosi.ExitCode);
        Assert.Equal(["pending", "completed"], tifosi.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("status").GetString()));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_ledger_is_shown_and_fails_where_it_does_not_add_up()
    {
        await using var gateway = await FakeGateway.StartAsync();
        await TifosiRun.PlayAsync(gateway, "order");

        var balanced = await TifosiRun.PlayAsync(gateway, "ledger");
        var json = await TifosiRun.PlayAsync(gateway, "ledger", "--json");
        gateway.Ledger = () => """{"accepted":3,"pending":1,"in_progress":0,"waiting_delivery":0,"out_for_delivery":0,"completed":1,"failed":0,"duplicates":0,"out_of_order":0,"since_sequence":1,"as_of_sequence":9}""";
        var broken = await TifosiRun.PlayAsync(gateway, "ledger");

        Assert.Equal((0, 0, 1), (balanced.ExitCode, json.ExitCode, broken.ExitCode));
        Assert.StartsWith("1 accepted = 1 pending + 0 in progress", balanced.Out, StringComparison.Ordinal);
        Assert.Equal(1, json.Json.GetProperty("accepted").GetInt32());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("order")]
    [InlineData("ledger")]
    public async Task Where_there_is_no_gateway_it_says_so_and_fails(string command)
    {
        var nowhere = $"http://127.0.0.1:{FreePort.Next()}";

        var tifosi = await TifosiRun.PlayAsync([command, "--url", nowhere], TestContext.Current.CancellationToken);

        Assert.Equal((1, $"{nowhere}/: connection refused{Environment.NewLine}"), (tifosi.ExitCode, tifosi.Error));
    }
}
