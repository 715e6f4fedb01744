using Aspire.Hosting;
using Microsoft.Playwright;
using OpenTelemetry.Proto;
using static Microsoft.Playwright.Assertions;

namespace BoxBox.Tests.Polyfills.Dashboard;

/// <summary>A person with a browser.</summary>
public sealed class BrowserTests(Chromium chromium)
{
    private const string OrderId = "6f1c2a3b-0000-4000-8000-000000000044";

    [Fact]
    public async Task Someone_finds_the_slow_order_by_its_id_and_jumps_from_the_sleeping_panettiere_to_his_log_line()
    {
        await using var dashboard = await DashboardApp.StartAsync();
        await DeliverOrderAsync(dashboard);
        var page = await LogInAsync(dashboard);

        await page.GetByRole(AriaRole.Link, new() { Name = "Traces" }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync(OrderId);
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "paddock-gateway: POST /v1/order" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "panettiere make dough" }).ClickAsync();
        await Expect(page.Locator("aside")).ToContainTextAsync("the panettiere sleeps");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logs of this span (1)" }).ClickAsync();

        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("Sleeping for 10 s");
    }

    [Fact]
    public async Task What_arrives_is_shown_without_a_reload_and_what_the_reader_does_stays()
    {
        await using var dashboard = await DashboardApp.StartAsync();
        await DeliverOrderAsync(dashboard);
        var page = await LogInAsync(dashboard, "/traces");
        await page.EvaluateAsync("window.isTheSamePage = true");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("order");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=order"));

        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("fattorino", Otlp.Span(2, 9, "deliver the order")));

        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("order");
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage"));
    }

    [Fact]
    public async Task The_console_follows_a_resource_that_is_stopped_and_started()
    {
        await using var dashboard = await DashboardApp.StartAsync(builder => builder.AddExecutable("oven", "bash", ".", "-c", "echo preheating; sleep 600"));
        var page = await LogInAsync(dashboard);
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("Running");

        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(page.Locator(".summary")).ToContainTextAsync("0 of 1 running");
        await page.GetByRole(AriaRole.Link, new() { Name = "Console of" }).ClickAsync();
        await Expect(page.GetByText("preheating")).ToHaveCountAsync(1);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(dashboard.Address.ToString());
        await other.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();

        await Expect(page.GetByText("preheating")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_smoking_histogram_moves()
    {
        await using var dashboard = await DashboardApp.StartAsync();
        await dashboard.DeliverAsync("/v1/metrics", Smoked(count: 4));
        var page = await LogInAsync(dashboard, "/metrics");

        await page.GetByRole(AriaRole.Link, new() { Name = "maestro.smoke.duration" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Count" }).ClickAsync();
        await page.GetByText("The numbers").ClickAsync();
        var numbers = page.Locator(".numbers tbody");
        await Expect(page.Locator(".chart path.curve")).ToHaveCountAsync(1);
        var before = await numbers.InnerTextAsync();
        await dashboard.DeliverAsync("/v1/metrics", Smoked(count: 9));

        await Expect(numbers).Not.ToHaveTextAsync(before);
        await Expect(page.Locator("details.numbers")).ToHaveAttributeAsync("open", "");
    }

    [Fact]
    public async Task Keys_are_enough()
    {
        await using var dashboard = await DashboardApp.StartAsync();
        await DeliverOrderAsync(dashboard);
        var page = await LogInAsync(dashboard);

        await page.Keyboard.PressAsync("t");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Traces" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".fall li")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator(".fall li:visible")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("aside")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator("aside")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Hostile_texts_do_no_harm_and_fit_the_screen(ColorScheme colours, int width)
    {
        await using var dashboard = await DashboardApp.StartAsync();
        await HostileTextTests.DeliverAsync(dashboard);
        var page = await LogInAsync(dashboard, "/", colours, width);
        var foreign = new List<string>();
        var complaints = new List<string>();
        page.Request += (_, request) => foreign.AddRange(request.Url.StartsWith(dashboard.Address.ToString(), StringComparison.Ordinal) ? [] : [request.Url]);
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);

        foreach (var address in HostileTextTests.Addresses.Concat(["/", "/consolelogs", "/metrics", "/nonsense"]))
        {
            await page.GotoAsync(new Uri(dashboard.Address, address).ToString());
            Assert.Equal("undefined", await page.EvaluateAsync<string>("typeof window.harm"));
            Assert.Equal((address, width), (address, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        }

        Assert.Empty(foreign);
        Assert.All(complaints, complaint => Assert.Contains("404", complaint, StringComparison.Ordinal));
    }

    private async Task<IPage> LogInAsync(DashboardApp dashboard, string path = "/", ColorScheme colours = ColorScheme.Light, int width = 1280)
    {
        var page = await chromium.OpenAsync(colours, width);
        await page.GotoAsync(dashboard.LoginAddress);
        await page.GotoAsync(new Uri(dashboard.Address, path).ToString());
        return page;
    }

    private static async Task DeliverOrderAsync(DashboardApp dashboard)
    {
        var post = Otlp.Span(1, 1, "POST /v1/order", seconds: 12);
        post.Attributes.Add(Otlp.Tag("boxbox.order.id", OrderId));
        var dough = Otlp.Span(1, 3, "make dough", parent: 2, startInSeconds: 1, seconds: 10);
        dough.Status = new Status { Code = Status.Types.StatusCode.Error, Message = "RESOURCE_EXHAUSTED: the panettiere sleeps" };
        var log = Otlp.Log("Sleeping for 10 s", atInSeconds: 1);
        (log.TraceId, log.SpanId) = (Otlp.TraceId(1), Otlp.SpanId(3));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("paddock-gateway", post));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(1, 2, "process", parent: 1, startInSeconds: 1, seconds: 11)));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("panettiere", dough));
        await dashboard.DeliverAsync("/v1/logs", Otlp.Logs("panettiere", log));
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(4, 4, "lunch")));
    }

    private static ExportMetricsServiceRequest Smoked(ulong count)
    {
        var point = new HistogramDataPoint { StartTimeUnixNano = Otlp.Nanoseconds(Otlp.Start), TimeUnixNano = Otlp.Nanoseconds(TimeProvider.System.GetUtcNow()), Count = count, ExplicitBounds = { 1, 2 }, BucketCounts = { 0, count, 0 } };
        return Otlp.Metrics("maestro", new Metric { Name = "maestro.smoke.duration", Unit = "s", Histogram = new Histogram { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { point } } });
    }
}
