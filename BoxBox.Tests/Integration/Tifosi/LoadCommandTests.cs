using BoxBox.Tests.Fixtures.Tifosi;

namespace BoxBox.Tests.Integration.Tifosi;

public sealed class LoadCommandTests
{
    [Fact(Timeout = 60_000)]
    public async Task Losing_orders_shows_each_second_and_ends_with_the_summary()
    {
        await using var gateway = await FakeGateway.StartAsync();

        var tifosi = await TifosiRun.PlayAsync(gateway, "losing", "--time-scale", "5");

        Assert.Equal((0, ""), (tifosi.ExitCode, tifosi.Error));
        Assert.Contains(tifosi.Lines, line => line.StartsWith("Ferrari is losing at http", StringComparison.Ordinal));
        Assert.Contains(tifosi.Lines, line => line.Contains("stage 2/3 users 10", StringComparison.Ordinal));
        foreach (var name in new[] { "checks", "http_req_duration", "http_req_failed", "http_reqs", "iterations", "dropped_iterations", "vus" })
            Assert.Contains(tifosi.Lines, line => line.TrimStart().StartsWith($"{name}.", StringComparison.Ordinal));
        // At the end all ten stop at once: who still waits for his answer then does not know of his order.
        Assert.Contains(
            Enumerable.Range(gateway.Orders.Count - 10, 11),
            placed => tifosi.Lines.Any(line => line.Contains($"all {placed} of this run are in it", StringComparison.Ordinal)));
        // 55 of the ramp and 100 of the plateau, less what the answers took.
        Assert.InRange(gateway.Orders.Count, 60, 160);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_summary_for_programs_has_k6s_names_and_adds_up()
    {
        await using var gateway = await FakeGateway.StartAsync();

        var tifosi = await TifosiRun.PlayAsync(gateway, "losing", "--time-scale", "20", "--json", "--orders", "40", "--bad", "25%", "--threshold", "http_reqs count==40");

        Assert.Equal(0, tifosi.ExitCode);
        Assert.Equal((40, 0, 1), (tifosi.Metric("http_reqs", "count"), tifosi.Metric("http_req_failed", "rate"), tifosi.Metric("checks", "rate")));
        Assert.True(tifosi.Metric("http_req_duration", "p(99)") >= tifosi.Metric("http_req_duration", "med"));
        Assert.True(tifosi.Json.GetProperty("metrics").GetProperty("http_reqs").GetProperty("thresholds").GetProperty("count==40").GetProperty("ok").GetBoolean());
        Assert.Equal(gateway.Orders.Count, tifosi.Json.GetProperty("tifosi").GetProperty("placed").GetInt32());
        Assert.InRange(gateway.Bodies.Count - gateway.Orders.Count, 3, 20);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_summary_for_a_page_is_written_where_asked()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.FullName, "summary.md");

        await TifosiRun.PlayAsync(gateway, "losing", "--orders", "10", "--time-scale", "20", "--summary", file, "--threshold", "http_reqs count<10");

        var page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        foreach (var line in new[] { "### Ferrari is losing", "| http_reqs | count 10 · rate ", "| checks | rate 100.00% · passes 10 · fails 0 |", "- ✗ crossed: http_reqs `count<10`", "- ledger: 10 accepted = 10 pending" })
            Assert.Contains(line, page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_crossed_threshold_ends_with_99()
    {
        await using var gateway = await FakeGateway.StartAsync();

        var tifosi = await TifosiRun.PlayAsync(gateway, "losing", "--orders", "3", "--time-scale", "20", "--threshold", "http_req_duration p(95)<0.000001", "--threshold", "http_req_failed rate<0.01");

        Assert.Equal(99, tifosi.ExitCode);
        Assert.Contains(tifosi.Lines, line => line.StartsWith("  ✗ http_req_duration 'p(95)<0.000001'", StringComparison.Ordinal));
        Assert.Contains(tifosi.Lines, line => line.StartsWith("  ✓ http_req_failed 'rate<0.01'", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_seed_orders_the_same()
    {
        await using var one = await FakeGateway.StartAsync();
        await using var other = await FakeGateway.StartAsync();

        foreach (var gateway in new[] { one, other }) await TifosiRun.PlayAsync(gateway, "losing", "--orders", "20", "--time-scale", "50", "--seed", "16");

        Assert.Equal(one.Bodies.Order(), other.Bodies.Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_says_how_it_goes_and_what_must_hold()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.FullName, "mine.json");
        await File.WriteAllTextAsync(file, """{ "startUsers": 2, "pause": "50ms", "stages": [ { "duration": "500ms", "target": 2, "says": "Box, box!" } ], "thresholds": { "checks": ["rate<0.5"] } }""", TestContext.Current.CancellationToken);

        var tifosi = await TifosiRun.PlayAsync(gateway, "run", file);

        Assert.Equal(99, tifosi.ExitCode);
        Assert.Contains("Box, box!", tifosi.Lines);
        Assert.InRange(gateway.Orders.Count, 4, 22);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("run", "{name}", "mine.json:2: stages must be a list; it is 3")]
    [InlineData("run", "no-such-file.json", "no-such-file.json")]
    public async Task A_file_that_breaks_a_rule_ends_with_2(string command, string name, string expected)
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.FullName, "mine.json");
        await File.WriteAllTextAsync(file, "{\n\"stages\": 3 }", TestContext.Current.CancellationToken);

        var tifosi = await TifosiRun.PlayAsync(gateway, command, name == "{name}" ? file : name);

        Assert.Equal(2, tifosi.ExitCode);
        Assert.Contains(expected, tifosi.Error, StringComparison.Ordinal);
        Assert.Empty(gateway.Bodies);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("losing --bad 101%", "--bad must be a share")]
    [InlineData("losing --bad few", "--bad must be a share")]
    [InlineData("losing --orders 0", "--orders must be at least 1")]
    [InlineData("losing --url nowhere", "--url must be an absolute http or https address")]
    [InlineData("losing --timeout 3", "--timeout must be a duration")]
    [InlineData("losing --time-scale 0", "--time-scale must be a number greater than 0")]
    [InlineData("losing --threshold fast", "'fast' is no threshold")]
    [InlineData("rate 0", "PER-SECOND must be a number greater than 0")]
    [InlineData("rate 5 --for ever", "--for must be a duration")]
    [InlineData("rate 5 --users 0", "--users must be 1 to 100000")]
    [InlineData("winnning", "winnning")]
    public async Task A_wrong_command_line_says_the_rule_and_ends_with_2(string commandLine, string expected)
    {
        var tifosi = await TifosiRun.PlayAsync(commandLine.Split(' '), TestContext.Current.CancellationToken);

        Assert.Equal(2, tifosi.ExitCode);
        Assert.Contains(expected, tifosi.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Told_to_stop_it_ends_at_once_with_a_summary_and_its_files()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var folder = new TemporaryFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        gateway.Answer = context =>
        {
            if (gateway.Orders.Count == 4) stop.Cancel();
            return gateway.TakeAsync(context);
        };
        var summary = Path.Combine(folder.FullName, "summary.json");

        var tifosi = await TifosiRun.PlayAsync(["weekend", "--url", gateway.Url, "--summary", summary], stop.Token);

        Assert.Equal((130, ""), (tifosi.ExitCode, tifosi.Error));
        Assert.Contains(tifosi.Lines, line => line.TrimStart().StartsWith("http_reqs.", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken));
        Assert.True(json.RootElement.GetProperty("tifosi").GetProperty("stopped").GetBoolean());
    }
}
