using System.Net;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.Polyfills.Dashboard;

public sealed class MetricsTests
{
    private const string Chart = "/metrics?resource=maestro&meter=tests&instrument=measured";

    // At the end of a chart's step, so that the last step is a whole one.
    private readonly FakeTimeProvider time = new(Otlp.Start.AddSeconds(299));

    [Fact]
    public async Task The_percentiles_of_a_histogram_lie_where_its_values_are()
    {
        await using var dashboard = await StartAsync();
        // 100 values, spread evenly over 0–10 s.
        await SendAsync(dashboard, Histogram(Point(298, [1, 2, 5, 10], [10, 10, 30, 50, 0])));

        var page = await dashboard.OpenAsync(Chart);

        Assert.Equal(("5 s", "9 s", "9.9 s"), (page.Legend("P50"), page.Legend("P90"), page.Legend("P99")));
    }

    [Fact]
    public async Task Percentiles_stay_within_the_smallest_and_the_largest_value()
    {
        await using var dashboard = await StartAsync();
        var point = Point(298, [1, 10], [0, 4, 6]);
        (point.Min, point.Max) = (4, 20);
        await SendAsync(dashboard, Histogram(point));

        var page = await dashboard.OpenAsync(Chart);

        // Four values in 4–10 s, six in 10–20 s.
        Assert.Equal(("11.67 s", "18.33 s", "19.83 s"), (page.Legend("P50"), page.Legend("P90"), page.Legend("P99")));
    }

    [Fact]
    public async Task A_percentile_is_of_what_came_in_lately_not_of_all_there_ever_was()
    {
        await using var dashboard = await StartAsync();
        await SendAsync(dashboard, Histogram(Point(100, [1, 10], [1000, 0, 0])));
        await SendAsync(dashboard, Histogram(Point(298, [1, 10], [1000, 10, 0])));

        var page = await dashboard.OpenAsync(Chart);

        Assert.Equal("5.5 s", page.Legend("P50"));
    }

    [Fact]
    public async Task The_replicas_of_a_service_are_one_distribution_and_each_can_be_looked_at_alone()
    {
        await using var dashboard = await StartAsync();
        await dashboard.DeliverAsync("/v1/metrics", Otlp.Metrics("maestro#one", Histogram(Point(298, [1, 2, 3], [0, 50, 0, 0]))));
        await dashboard.DeliverAsync("/v1/metrics", Otlp.Metrics("maestro#two", Histogram(Point(298, [1, 2, 3], [0, 0, 50, 0]))));

        var both = await dashboard.OpenAsync(Chart);
        var one = await dashboard.OpenAsync(Assert.Single(both.LinksOf("maestro-one")));

        Assert.Equal(("2 s", "2.8 s"), (both.Legend("P50"), both.Legend("P90")));
        Assert.Equal(("1.5 s", "1.9 s"), (one.Legend("P50"), one.Legend("P90")));
    }

    [Fact]
    public async Task An_exponential_histogram_has_percentiles_even_when_its_buckets_grow()
    {
        await using var dashboard = await StartAsync();
        // Scale 1: bounds are powers of the square root of 2; then scale 0: powers of 2.
        await SendAsync(dashboard, Exponential(100, scale: 1, offset: 4, 10, 10));
        await SendAsync(dashboard, Exponential(298, scale: 0, offset: 2, 20, 40));

        var page = await dashboard.OpenAsync(Chart);

        // Of 40 new values, all lie in (8, 16].
        Assert.Equal(("12 s", "15.2 s"), (page.Legend("P50"), page.Legend("P90")));
    }

    [Theory]
    [InlineData(false, 100, 130, 160)]
    [InlineData(true, 100, 30, 30)]
    // The sender began again at zero.
    [InlineData(false, 100, 130, 30)]
    public async Task A_counters_rate_is_what_came_in_each_second(bool isDelta, long first, long second, long third)
    {
        var temporality = isDelta ? AggregationTemporality.Delta : AggregationTemporality.Cumulative;
        await using var dashboard = await StartAsync();
        time.SetUtcNow(Otlp.Start.AddSeconds(300));
        await SendAsync(dashboard, Counter(temporality, (100, first)));
        await SendAsync(dashboard, Counter(temporality, (292, second)));
        await SendAsync(dashboard, Counter(temporality, (298, third)));

        var rate = await dashboard.OpenAsync(Chart);
        var total = await dashboard.OpenAsync($"{Chart}&show=total");

        // 30 in the five seconds before 12:05:00.
        Assert.Equal("6 order/s", rate.Legend("per second"));
        Assert.Equal("160 order", total.Legend("value"));
    }

    [Fact]
    public async Task A_tag_can_be_filtered_by_its_values()
    {
        await using var dashboard = await StartAsync();
        await SendAsync(dashboard, Gauge(298, 3, "size", "small"), Gauge(298, 4, "size", "large"), Gauge(298, 5, "size", "medium"));

        var all = await dashboard.OpenAsync(Chart);
        var large = await dashboard.OpenAsync(Assert.Single(all.LinksOf("large")));
        var two = await dashboard.OpenAsync(Assert.Single(large.LinksOf("medium")));
        var again = await dashboard.OpenAsync(Assert.Single(two.LinksOf("large")));

        Assert.Equal(["12 order", "4 order", "9 order", "5 order"], new[] { all, large, two, again }.Select(page => page.Legend("value")));
    }

    [Fact]
    public async Task An_exemplar_leads_to_its_trace()
    {
        await using var dashboard = await StartAsync();
        var point = Point(298, [1, 10], [0, 1, 0]);
        point.Exemplars.Add(new Exemplar { AsDouble = 4, TimeUnixNano = point.TimeUnixNano, TraceId = Otlp.TraceId(7), SpanId = Otlp.SpanId(8) });
        await SendAsync(dashboard, Histogram(point));

        var page = await dashboard.OpenAsync(Chart);

        Assert.Equal($"/traces/{Otlp.TraceText(7)}?span={Otlp.SpanText(8)}", Assert.Single(page.LinksOf("4 s: open the trace")));
    }

    [Fact]
    public async Task What_does_not_add_up_is_refused_and_said()
    {
        await using var dashboard = await StartAsync();
        Metric[] bad =
        [
            Histogram(Point(298, [1, 2], [1, 1])),
            Histogram(Point(298, [2, 1], [1, 1, 1])),
            Histogram(Point(298, [1, double.NaN], [1, 1, 1])),
            Exponential(298, scale: 99, offset: 0, 1),
            Exponential(298, scale: 0, offset: int.MaxValue, 1),
            Gauge(298, double.NaN, "size", "small"),
            Gauge(298, double.PositiveInfinity, "size", "small"),
            new Metric { Name = "nothing" },
            new Metric { Name = "summary", Summary = new Summary { DataPoints = { new SummaryDataPoint() } } },
        ];

        foreach (var metric in bad)
        {
            using var answer = await dashboard.SendAsync("/v1/metrics", Otlp.Metrics("maestro", metric).ToByteArray());
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Contains("No metric has arrived yet", (await dashboard.OpenAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ever_new_tags_and_names_stay_bounded()
    {
        await using var dashboard = await StartAsync("--Dashboard:TelemetryLimits:MaxMetricsCount=400");
        for (var batch = 0; batch < 20; batch++)
        {
            await SendAsync(dashboard, [.. Enumerable.Range(batch * 100, 100).Select(number => Gauge(298, 1, "order", $"{number}"))]);
        }

        // A series keeps one point at least; a quarter of the points is the most there can be of them.
        Assert.Equal("100 order", (await dashboard.OpenAsync(Chart)).Legend("value"));
    }

    [Fact]
    public async Task The_oldest_points_make_room_and_the_value_stays_right()
    {
        await using var dashboard = await StartAsync("--Dashboard:TelemetryLimits:MaxMetricsCount=10");
        time.SetUtcNow(Otlp.Start.AddSeconds(300));
        for (var second = 2; second <= 298; second += 2)
        {
            await SendAsync(dashboard, Counter(AggregationTemporality.Cumulative, (second, second)));
        }

        var page = await dashboard.OpenAsync(Chart);

        // 294 to 298: four in five seconds.
        Assert.Equal("0.8 order/s", page.Legend("per second"));
        Assert.Equal("298 order", (await dashboard.OpenAsync($"{Chart}&show=total")).Legend("value"));
    }

    private async Task<DashboardApp> StartAsync(params string[] settings) =>
        await (await DashboardApp.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(time), settings)).LogInAsync();

    private static Task SendAsync(DashboardApp dashboard, params Metric[] metrics) => dashboard.DeliverAsync("/v1/metrics", Otlp.Metrics("maestro", metrics));

    private static Metric Histogram(HistogramDataPoint point) =>
        new() { Name = "measured", Unit = "s", Histogram = new Histogram { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { point } } };

    private static HistogramDataPoint Point(double atInSeconds, double[] bounds, ulong[] counts) => new()
    {
        StartTimeUnixNano = Otlp.Nanoseconds(Otlp.Start),
        TimeUnixNano = Otlp.Nanoseconds(Otlp.Start.AddSeconds(atInSeconds)),
        Count = counts.Aggregate(0UL, (sum, count) => sum + count),
        ExplicitBounds = { bounds },
        BucketCounts = { counts },
    };

    private static Metric Exponential(double atInSeconds, int scale, int offset, params ulong[] counts) => new()
    {
        Name = "measured",
        Unit = "s",
        ExponentialHistogram = new ExponentialHistogram
        {
            AggregationTemporality = AggregationTemporality.Cumulative,
            DataPoints =
            {
                new ExponentialHistogramDataPoint
                {
                    StartTimeUnixNano = Otlp.Nanoseconds(Otlp.Start),
                    TimeUnixNano = Otlp.Nanoseconds(Otlp.Start.AddSeconds(atInSeconds)),
                    Count = counts.Aggregate(0UL, (sum, count) => sum + count),
                    Scale = scale,
                    Positive = new ExponentialHistogramDataPoint.Types.Buckets { Offset = offset, BucketCounts = { counts } },
                },
            },
        },
    };

    private static Metric Counter(AggregationTemporality temporality, params (double AtInSeconds, long Value)[] points) => new()
    {
        Name = "measured",
        Unit = "{order}",
        Sum = new Sum
        {
            AggregationTemporality = temporality,
            IsMonotonic = true,
            DataPoints = { points.Select(point => new NumberDataPoint { StartTimeUnixNano = Otlp.Nanoseconds(Otlp.Start), TimeUnixNano = Otlp.Nanoseconds(Otlp.Start.AddSeconds(point.AtInSeconds)), AsInt = point.Value }) },
        },
    };

    private static Metric Gauge(double atInSeconds, double value, string tag, string tagValue) => new()
    {
        Name = "measured",
        Unit = "{order}",
        Gauge = new Gauge { DataPoints = { new NumberDataPoint { TimeUnixNano = Otlp.Nanoseconds(Otlp.Start.AddSeconds(atInSeconds)), AsDouble = value, Attributes = { Otlp.Tag(tag, tagValue) } } } },
    };
}
