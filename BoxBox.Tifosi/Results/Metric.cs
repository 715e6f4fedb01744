namespace BoxBox.Tifosi.Results;

/// <summary>A metric as k6 has it: its name, its kind, and what is said of it. Times are milliseconds.</summary>
/// <param name="Type"><c>counter</c>, <c>rate</c>, <c>trend</c> or <c>gauge</c>.</param>
internal sealed record Metric(string Name, string Type, IReadOnlyList<KeyValuePair<string, double>> Values, Func<double, double>? Percentile = null)
{
    public bool IsTime => Type == "trend";

    /// <param name="what">One of its values, or for a trend <c>p(N)</c> with any N.</param>
    public double this[string what] =>
        Percentile is not null && what.StartsWith("p(", StringComparison.Ordinal)
            ? Percentile(double.Parse(what[2..^1], System.Globalization.CultureInfo.InvariantCulture))
            : Values.First(value => value.Key == what).Value;
}
