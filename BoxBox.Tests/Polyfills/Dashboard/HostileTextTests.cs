using OpenTelemetry.Proto;

namespace BoxBox.Tests.Polyfills.Dashboard;

/// <summary>Whoever sends telemetry chooses every text in it.</summary>
public sealed class HostileTextTests
{
    public const string Hostile = "\"'><script>window.harm = 1</script><img src=x onerror=\"window.harm = 2\">\u202e\0";

    [Fact]
    public async Task A_text_never_becomes_markup()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        await DeliverAsync(dashboard);

        foreach (var address in Addresses)
        {
            var page = await dashboard.OpenAsync(address);
            Assert.DoesNotContain("<script>window", page.Markup, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page.Markup, StringComparison.Ordinal);
            Assert.True(page.Text.Contains("<script>window.harm = 1</script>", StringComparison.Ordinal), $"{address} does not show the text.");
        }
    }

    /// <summary>Every kind of page, each with the hostile text in it.</summary>
    public static IReadOnlyList<string> Addresses =>
    [
        "/traces",
        $"/traces?q={Uri.EscapeDataString(Hostile)}",
        $"/traces/{Otlp.TraceText(1)}?span={Otlp.SpanText(1)}",
        "/structuredlogs?log=1",
        $"/metrics?resource={Uri.EscapeDataString(Hostile[..^1])}&meter=tests&instrument={Uri.EscapeDataString(Hostile)}",
    ];

    /// <summary>Sends it wherever a text can be sent.</summary>
    internal static async Task DeliverAsync(DashboardApp dashboard)
    {
        var span = Otlp.Span(1, 1, Hostile);
        span.Attributes.Add(Otlp.Tag(Hostile, Hostile));
        span.Status = new Status { Code = Status.Types.StatusCode.Error, Message = Hostile };
        span.Events.Add(new Span.Types.Event { Name = Hostile, Attributes = { Otlp.Tag(Hostile, Hostile) } });
        var log = Otlp.Log(Hostile);
        log.Attributes.Add(Otlp.Tag("exception.stacktrace", Hostile));
        log.Attributes.Add(Otlp.Tag(Hostile, Hostile));
        var point = new NumberDataPoint { TimeUnixNano = Otlp.Nanoseconds(Otlp.Start), AsInt = 1, Attributes = { Otlp.Tag(Hostile, Hostile) } };
        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces(Hostile[..^1], span));
        await dashboard.DeliverAsync("/v1/logs", Otlp.Logs(Hostile[..^1], log));
        await dashboard.DeliverAsync("/v1/metrics", Otlp.Metrics(Hostile[..^1], new Metric { Name = Hostile, Unit = Hostile, Description = Hostile, Gauge = new Gauge { DataPoints = { point } } }));
    }
}
