using Aspire.Hosting;

namespace BoxBox.Tests.Polyfills.Dashboard;

public sealed class ConsoleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_come_live_in_their_order_and_are_there_for_who_comes_later()
    {
        await using var dashboard = await StartAsync("echo first; echo second; echo third >&2; sleep 600");

        var lines = await StreamAsync(dashboard, "/consolelogs/stream?resource=oven", until: 3);
        var page = await dashboard.OpenAsync("/consolelogs");

        Assert.Equal(["first", "second", "third"], lines.Select(TextOf).Order());
        Assert.Contains("stderr", lines.Single(line => TextOf(line) == "third"), StringComparison.Ordinal);
        Assert.Contains("3 lines", page.Text, StringComparison.Ordinal);
        Assert.Contains("second", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_searched_and_chosen_by_resource()
    {
        await using var dashboard = await StartAsync("echo hot; echo cold; sleep 600", "echo hot too; sleep 600");
        await StreamAsync(dashboard, "/consolelogs/stream", until: 3);

        var hot = await dashboard.OpenAsync("/consolelogs?q=HOT");
        var oven = await dashboard.OpenAsync("/consolelogs?q=hot&resource=oven");

        Assert.Contains("2 lines", hot.Text, StringComparison.Ordinal);
        Assert.Contains("1 lines", oven.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hot too", oven.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_program_writes_is_never_markup_and_its_colours_stay()
    {
        await using var dashboard = await StartAsync(@"printf '\033[31mred\033[0m <script>alert(1)</script>\033[2J\n'; sleep 600");

        var line = Assert.Single(await StreamAsync(dashboard, "/consolelogs/stream", until: 1));

        Assert.Contains("<span class=\"ansi1 \">red</span> &lt;script&gt;alert(1)&lt;/script&gt;</span>", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_can_be_downloaded_as_text()
    {
        await using var dashboard = await StartAsync(@"printf '\033[31mred\033[0m\n'; echo blue; sleep 600");
        await StreamAsync(dashboard, "/consolelogs/stream", until: 2);

        using var answer = await dashboard.Browser.GetAsync("/consolelogs/download?resource=oven", Cancellation);
        var lines = (await answer.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("console-oven.log", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Equal(["red", "blue"], lines.Select(line => line.Split(' ')[^1]));
    }

    [Fact]
    public async Task The_oldest_lines_make_room_for_the_newest()
    {
        await using var dashboard = await (await DashboardApp.StartAsync(
            builder => builder.AddExecutable("oven", "bash", ".", "-c", "seq 1 5000; echo end; sleep 600"), "--Dashboard:TelemetryLimits:MaxConsoleLineCount=100")).LogInAsync();
        await StreamAsync(dashboard, "/consolelogs/stream?q=end", until: 1);

        var page = await dashboard.OpenAsync("/consolelogs");

        Assert.Contains("100 lines", page.Text, StringComparison.Ordinal);
        Assert.Contains(" 5000 ", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" 4900 ", page.Text, StringComparison.Ordinal);
    }

    private static async Task<DashboardApp> StartAsync(string oven, string? second = null) => await (await DashboardApp.StartAsync(builder =>
    {
        builder.AddExecutable("oven", "bash", ".", "-c", oven);
        if (second is not null)
        {
            builder.AddExecutable("oven-two", "bash", ".", "-c", second);
        }
    })).LogInAsync();

    /// <returns>The first lines that the browser would get from now on, or has missed.</returns>
    private static async Task<List<string>> StreamAsync(DashboardApp dashboard, string path, int until)
    {
        using var answer = await dashboard.Browser.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        var lines = new List<string>();
        while (lines.Count < until && await events.ReadLineAsync(Cancellation) is { } line)
        {
            lines.AddRange(line.Split("<div class=\"line").Skip(1));
        }

        return lines;
    }

    private static string TextOf(string line) => new DashboardPage(line.Split("class=\"text\">")[1]).Text.Trim();
}
