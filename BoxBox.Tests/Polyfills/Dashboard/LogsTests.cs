using OpenTelemetry.Proto;

namespace BoxBox.Tests.Polyfills.Dashboard;

public sealed class LogsTests
{
    [Theory]
    [InlineData("", "error warning information debug")]
    [InlineData("?level=warning", "error warning")]
    [InlineData("?level=Critical", "")]
    [InlineData("?q=NFORM", "information")]
    [InlineData("?q=tests.category", "error warning information debug")]
    [InlineData("?q=leclerc", "warning")]
    [InlineData("?resource=panettiere", "")]
    [InlineData("?level=nonsense&before=x&log=-1", "error warning information debug")]
    public async Task Logs_are_filtered_by_the_address_newest_first(string query, string expected)
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        var tagged = Otlp.Log("message warning.", SeverityNumber.Warn, atInSeconds: 2);
        tagged.Attributes.Add(Otlp.Tag("username", "charles_leclerc"));
        await dashboard.DeliverAsync("/v1/logs", Otlp.Logs("maestro", Otlp.Log("message debug.", SeverityNumber.Debug), Otlp.Log("message information.", SeverityNumber.Info, atInSeconds: 1), tagged, Otlp.Log("message error.", SeverityNumber.Error, atInSeconds: 3)));

        var page = await dashboard.OpenAsync($"/structuredlogs{query}");

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), page.Rows.Select(row => row.Split("message ")[1].Split('.')[0]));
    }

    [Fact]
    public async Task A_log_shows_its_tags_its_exception_and_the_way_to_its_trace()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        var log = Otlp.Log("The dough failed", SeverityNumber.Error);
        log.TraceId = Otlp.TraceId(1);
        log.SpanId = Otlp.SpanId(2);
        log.Attributes.Add(Otlp.Tag("boxbox.order.id", "44"));
        log.Attributes.Add(Otlp.Tag("exception.type", "InvalidOperationException"));
        log.Attributes.Add(Otlp.Tag("exception.stacktrace", "InvalidOperationException: asleep\n   at Panettiere.MakeDough()"));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("panettiere", Otlp.Span(1, 2, "dough")));
        await dashboard.DeliverAsync("/v1/logs", Otlp.Logs("panettiere", log));

        var page = await dashboard.OpenAsync("/structuredlogs?log=1");

        Assert.Contains("boxbox.order.id 44", page.Text, StringComparison.Ordinal);
        Assert.Contains("at Panettiere.MakeDough()", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/traces/{Otlp.TraceText(1)}?span={Otlp.SpanText(2)}", Assert.Single(page.LinksOf("Its trace")));
    }

    [Fact]
    public async Task A_log_keeps_so_much_in_all_and_says_what_it_did_not_keep()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        var log = Otlp.Log("talkative");
        log.Attributes.AddRange(Enumerable.Range(0, 10).Select(tag => Otlp.Tag($"tag{tag}", new string('é', 8_000))));
        await dashboard.DeliverAsync("/v1/logs", Otlp.Logs("maestro", log));

        var page = await dashboard.OpenAsync("/structuredlogs?log=1");

        Assert.Equal(4 * 8_000, page.Text.Count(letter => letter == 'é'));
        Assert.Contains("6 tags of this log were too many to be kept", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_oldest_log_makes_room_for_the_newest_and_the_rest_is_reached_page_by_page()
    {
        await using var dashboard = await (await DashboardApp.StartAsync("--Dashboard:TelemetryLimits:MaxLogCount=500")).LogInAsync();
        for (var batch = 0; batch < 8; batch++)
        {
            await dashboard.DeliverAsync("/v1/logs", Otlp.Logs("maestro", Enumerable.Range((batch * 100) + 1, 100).Select(number => Otlp.Log($"log {number}.", atInSeconds: number))));
        }

        var shown = new List<string>();
        for (string? address = "/structuredlogs"; address is not null;)
        {
            var page = await dashboard.OpenAsync(address);
            shown.AddRange(page.Rows.Select(row => row.Split("log ")[1].Split('.')[0]));
            address = page.LinksOf("Older").SingleOrDefault();
        }

        Assert.Equal(Enumerable.Range(301, 500).Reverse().Select(number => $"{number}"), shown);
    }
}
