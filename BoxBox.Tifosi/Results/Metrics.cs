using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi.Results;

/// <summary>The totals of a run by the names and meanings of k6.</summary>
internal static class Metrics
{
    /// <summary>What may be said of a metric, by its name; percentiles are said as <c>p(N)</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Known = new Dictionary<string, string[]>
    {
        ["checks"] = ["rate"],
        ["http_req_duration"] = ["avg", "min", "med", "max", "p(N)"],
        ["http_req_failed"] = ["rate"],
        ["http_reqs"] = ["count", "rate"],
        ["iterations"] = ["count", "rate"],
        ["dropped_iterations"] = ["count", "rate"],
        ["interrupted_iterations"] = ["count", "rate"],
        ["vus"] = ["value", "min", "max"],
    };

    public static IReadOnlyList<Metric> Of(Totals totals) =>
    [
        Rate("checks", totals.Requests - totals.Wrong, totals.Requests),
        Trend("http_req_duration", totals.Durations),
        Rate("http_req_failed", totals.Failed, totals.Requests),
        Counter("http_reqs", totals.Requests, totals),
        Counter("iterations", totals.Iterations, totals),
        Counter("dropped_iterations", totals.Dropped, totals),
        Counter("interrupted_iterations", totals.Interrupted, totals),
        new("vus", "gauge", [new("value", totals.Users), new("min", totals.Moments.Count == 0 ? totals.Users : totals.Moments.Min(moment => moment.Users)), new("max", totals.MostUsers)]),
    ];

    /// <summary>What k6 says of a trend, in milliseconds.</summary>
    public static Metric Trend(string name, Latencies latencies) => new(
        name,
        "trend",
        [
            new("avg", latencies.Average.TotalMilliseconds), new("min", latencies.Min.TotalMilliseconds), new("med", At(latencies, 50)), new("max", latencies.Max.TotalMilliseconds),
            new("p(90)", At(latencies, 90)), new("p(95)", At(latencies, 95)), new("p(99)", At(latencies, 99)),
        ],
        percent => At(latencies, percent));

    private static double At(Latencies latencies, double percent) => latencies.Percentile(percent).TotalMilliseconds;

    private static Metric Counter(string name, long count, Totals totals) => new(name, "counter", [new("count", count), new("rate", totals.Rate(count))]);

    private static Metric Rate(string name, long those, long all) =>
        new(name, "rate", [new("rate", all == 0 ? 0 : (double)those / all), new("passes", those), new("fails", all - those)]);
}
