using System.Globalization;
using System.Text.RegularExpressions;

namespace BoxBox.Tifosi.Results;

/// <summary>What must hold at the end of a run, in k6's syntax: <c>p(95)&lt;200</c> of <c>http_req_duration</c>.</summary>
internal sealed partial record Threshold(string Metric, string Expression)
{
    private string _aggregation = "";
    private string _comparison = "";
    private double _limit;

    /// <param name="text">Metric and expression, with white space between: <c>http_req_failed rate&lt;0.01</c>.</param>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static Threshold Parse(string text)
    {
        var parts = text.Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 2
            ? Parse(parts[0], parts[1])
            : throw new FormatException($"'{text}' is no threshold: a metric and what must hold for it, such as \"http_req_duration p(95)<200\".");
    }

    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static Threshold Parse(string metric, string expression)
    {
        if (!Metrics.Known.TryGetValue(metric, out var aggregations))
            throw new FormatException($"There is no metric '{metric}'; there are {string.Join(", ", Metrics.Known.Keys)}.");
        if (Syntax().Match(expression) is not { Success: true } match)
            throw new FormatException($"'{expression}' is no threshold: what, how and how much, such as p(95)<200; comparisons are <, <=, >, >=, ==, === and !=.");
        var aggregation = match.Groups["percent"].Success ? $"p({match.Groups["percent"].Value})" : match.Groups["what"].Value;
        if (!aggregations.Contains(match.Groups["percent"].Success ? "p(N)" : aggregation))
            throw new FormatException($"'{aggregation}' cannot be said of {metric}; there is {string.Join(", ", aggregations)}.");
        if (match.Groups["percent"].Success && double.Parse(match.Groups["percent"].Value, CultureInfo.InvariantCulture) > 100)
            throw new FormatException($"'{aggregation}': a percentile is 0 to 100.");
        return new Threshold(metric, expression)
        {
            _aggregation = aggregation,
            _comparison = match.Groups["how"].Value,
            _limit = double.Parse(match.Groups["limit"].Value, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }

    public ThresholdResult Judge(IReadOnlyList<Metric> metrics)
    {
        var value = metrics.First(metric => metric.Name == Metric)[_aggregation];
        var holds = _comparison switch
        {
            "<" => value < _limit,
            "<=" => value <= _limit,
            ">" => value > _limit,
            ">=" => value >= _limit,
            "!=" => value != _limit,
            _ => value == _limit,
        };
        return new ThresholdResult(this, _aggregation, value, holds);
    }

    [GeneratedRegex(@"^\s*(p\(\s*(?<percent>\d+(\.\d+)?)\s*\)|(?<what>[a-z]+))\s*(?<how><=|>=|===|==|!=|<|>)\s*(?<limit>[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}

/// <param name="What">Of the metric.</param>
/// <param name="Value">What it came to; milliseconds where it is a time, 0 to 1 where it is a share.</param>
internal sealed record ThresholdResult(Threshold Threshold, string What, double Value, bool Holds);
