using System.Net;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.Polyfills.Dashboard;

public sealed class TracesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_id_finds_its_trace()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        var orders = Enumerable.Range(1, 5).Select(number =>
        {
            var span = Otlp.Span(number, number, $"POST /v1/order {number}");
            span.Attributes.Add(Otlp.Tag("boxbox.order.id", $"6f1c0000-0000-4000-8000-00000000000{number}"));
            return span;
        });
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("paddock-gateway", orders));

        var page = await dashboard.OpenAsync("/traces?q=6f1c0000-0000-4000-8000-000000000003");

        Assert.Contains("POST /v1/order 3", Assert.Single(page.Rows), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "c b a")]
    [InlineData("?order=oldest", "a b c")]
    [InlineData("?order=slowest", "b a c")]
    [InlineData("?min=2.5", "b")]
    [InlineData("?errors=1", "a")]
    [InlineData("?resource=panettiere", "c")]
    [InlineData("?resource=panettiere-one", "c")]
    [InlineData("?resource=panettiere-two", "")]
    [InlineData("?order=nonsense&min=-1", "c b a")]
    public async Task Traces_are_filtered_and_sorted_by_the_address(string query, string expected)
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        var failed = Otlp.Span(1, 1, "<a>", startInSeconds: 1, seconds: 2);
        failed.Status = new Status { Code = Status.Types.StatusCode.Error, Message = "RESOURCE_EXHAUSTED" };
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", failed, Otlp.Span(2, 2, "<b>", startInSeconds: 2, seconds: 3)));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("panettiere#one", Otlp.Span(3, 3, "<c>", startInSeconds: 3)));

        var page = await dashboard.OpenAsync($"/traces{query}");

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), page.Rows.Select(row => row[(row.IndexOf('<', StringComparison.Ordinal) + 1)..row.IndexOf('>', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task The_waterfall_puts_children_below_their_parent_in_the_order_of_their_start()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("panettiere", Otlp.Span(1, 4, "dough", parent: 3, startInSeconds: 3)));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(1, 5, "smoking", parent: 2, startInSeconds: 6), Otlp.Span(1, 3, "call", parent: 2, startInSeconds: 3), Otlp.Span(1, 2, "process", parent: 1, startInSeconds: 2, seconds: 9)));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("paddock-gateway", Otlp.Span(1, 1, "POST", seconds: 2)));

        var page = await dashboard.OpenAsync($"/traces/{Otlp.TraceText(1)}");

        Assert.Equal(["paddock-gateway POST 2 s", "maestro process 9 s", "maestro call 1 s", "panettiere dough 1 s", "maestro smoking 1 s"], page.Rows);
        Assert.Equal([0, 1, 2, 3, 2], page.Depths);
        Assert.Contains("Duration 11 s", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_without_their_parent_and_parents_in_a_circle_are_shown_too()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(1, 1, "orphan", parent: 99), Otlp.Span(1, 2, "egg", parent: 3), Otlp.Span(1, 3, "hen", parent: 2), Otlp.Span(1, 4, "own parent", parent: 4)));

        var page = await dashboard.OpenAsync($"/traces/{Otlp.TraceText(1)}");

        Assert.Equal(4, page.Rows.Count);
        Assert.Equal([0, 0, 1, 0], page.Depths);
    }

    [Fact]
    public async Task A_span_shows_its_tags_events_and_where_its_links_lead()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        var second = Otlp.Span(2, 2, "process again");
        second.Attributes.Add(Otlp.Tag("messaging.system", "nats"));
        second.Attributes.Add(new KeyValue { Key = "toppings", Value = new AnyValue { ArrayValue = new ArrayValue { Values = { new AnyValue { StringValue = "ham" }, new AnyValue { IntValue = 2 } } } } });
        second.Events.Add(new Span.Types.Event { Name = "retry", TimeUnixNano = Otlp.Nanoseconds(Otlp.Start.AddMilliseconds(250)) });
        second.Links.Add(new Span.Types.Link { TraceId = Otlp.TraceId(1), SpanId = Otlp.SpanId(1) });
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(1, 1, "process"), second));

        var page = await dashboard.OpenAsync($"/traces/{Otlp.TraceText(2)}?span={Otlp.SpanText(2)}");
        var other = await dashboard.OpenAsync(Assert.Single(page.LinksOf("maestro: process")));

        Assert.Contains("messaging.system nats", page.Text, StringComparison.Ordinal);
        Assert.Contains("toppings [\"ham\",2]", page.Text, StringComparison.Ordinal);
        Assert.Contains("retry +250 ms", page.Text, StringComparison.Ordinal);
        Assert.Single(other.LinksOf("maestro: process again"));
    }

    [Fact]
    public async Task A_span_keeps_so_much_in_all_and_says_what_it_did_not_keep()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        var span = Otlp.Span(1, 1, "talkative");
        span.Attributes.Add(Otlp.Tag("boxbox.order.id", "44"));
        for (var i = 0; i < 100; i++)
        {
            var happened = new Span.Types.Event { Name = "again" };
            happened.Attributes.AddRange(Enumerable.Range(0, 100).Select(tag => Otlp.Tag($"{tag}", new string('é', 200))));
            span.Events.Add(happened);
        }

        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", span));
        var page = await dashboard.OpenAsync($"/traces/{Otlp.TraceText(1)}?span={Otlp.SpanText(1)}");

        Assert.Contains("boxbox.order.id 44", page.Text, StringComparison.Ordinal);
        Assert.InRange(page.Text.Count(letter => letter == 'é'), 20_000, 32_768);
        Assert.Matches("[1-9][0-9]+ tags, events or links of this span were too many to be kept", page.Text);
    }

    [Fact]
    public async Task A_span_leads_to_its_logs()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("panettiere", Otlp.Span(1, 1, "dough"), Otlp.Span(1, 2, "sleep")));
        await dashboard.DeliverAsync("/v1/logs", Otlp.Logs("panettiere", LogOf(1, 1, "kneading"), LogOf(1, 2, "snoring"), LogOf(7, 2, "elsewhere")));

        var page = await dashboard.OpenAsync($"/traces/{Otlp.TraceText(1)}?span={Otlp.SpanText(2)}");
        var logs = await dashboard.OpenAsync(Assert.Single(page.LinksOf("Logs of this span (1)")));

        Assert.Contains("snoring", Assert.Single(logs.Rows), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_span_that_is_sent_twice_is_there_once()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();

        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(1, 1, "smoking"), Otlp.Span(1, 1, "smoking")));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(1, 1, "smoking")));

        Assert.Single((await dashboard.OpenAsync($"/traces/{Otlp.TraceText(1)}")).Rows);
    }

    [Fact]
    public async Task The_trace_that_came_first_makes_room_for_the_last()
    {
        await using var dashboard = await (await DashboardApp.StartAsync("--Dashboard:TelemetryLimits:MaxSpanCount=10")).LogInAsync();
        for (var trace = 1; trace <= 6; trace++)
        {
            await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Enumerable.Range(1, 3).Select(span => Otlp.Span(trace, span, $"order {trace}", startInSeconds: trace))));
        }

        var page = await dashboard.OpenAsync("/traces");
        using var gone = await dashboard.Browser.GetAsync($"/traces/{Otlp.TraceText(3)}", Cancellation);

        Assert.Equal(["order 6", "order 5", "order 4"], page.Rows.Select(row => row[row.IndexOf("order", StringComparison.Ordinal)..][..7]));
        Assert.Contains("had to make room", await gone.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_that_never_ends_stays_bounded_and_says_so()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        for (var batch = 0; batch < 6; batch++)
        {
            await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Enumerable.Range((batch * 1000) + 1, 1000).Select(span => Otlp.Span(1, span, "again"))));
        }

        var page = await dashboard.OpenAsync($"/traces/{Otlp.TraceText(1)}");

        Assert.Contains("Spans 5,000", page.Text, StringComparison.Ordinal);
        Assert.Contains("1,000 more spans of this trace arrived and were not kept", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_spans_a_second_for_two_minutes_leave_the_last_ones_all_right()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        for (var second = 0; second < 120; second++)
        {
            // Each trace has five spans of each of four services.
            var traces = Enumerable.Range((second * 50) + 1, 50);
            var senders = Enumerable.Range(0, 4).Select(sender => dashboard.DeliverAsync(
                "/v1/traces",
                Otlp.Traces($"service-{sender}", traces.SelectMany(trace => Enumerable.Range((sender * 5) + 1, 5).Select(span => Otlp.Span(trace, span, "work", startInSeconds: second))))));
            await Task.WhenAll([.. senders, dashboard.OpenAsync("/traces?q=work")]);
        }

        var page = await dashboard.OpenAsync($"/traces/{Otlp.TraceText(6000)}");

        Assert.Contains("2,500 traces", (await dashboard.OpenAsync("/traces")).Text, StringComparison.Ordinal);
        Assert.Equal(20, page.Rows.Count);
    }

    [Theory]
    [InlineData("/traces/nonsense")]
    [InlineData("/traces/%3Cscript%3E")]
    public async Task A_trace_that_is_not_there_is_said_so(string path)
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();

        using var answer = await dashboard.Browser.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static LogRecord LogOf(int trace, int span, string message)
    {
        var log = Otlp.Log(message);
        log.TraceId = Otlp.TraceId(trace);
        log.SpanId = Otlp.SpanId(span);
        return log;
    }
}
