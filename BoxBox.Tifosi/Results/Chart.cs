using System.Globalization;
using System.Net;
using System.Text;

namespace BoxBox.Tifosi.Results;

/// <summary>A line a series over the time of a run, drawn once as SVG: nothing to load, nothing to run.</summary>
internal static class Chart
{
    private const int Width = 860;
    private const int Height = 200;
    private const int Left = 62;
    private const int Bottom = 24;
    private const int Top = 8;

    /// <param name="Name">In the legend.</param>
    /// <param name="Style">A class of the page's.</param>
    /// <param name="Values">One for each point in time.</param>
    internal sealed record Series(string Name, string Style, IReadOnlyList<double> Values);

    /// <param name="seconds">When each value was measured.</param>
    /// <param name="format">Writes a value of the vertical axis.</param>
    public static string Draw(string title, IReadOnlyList<double> seconds, IReadOnlyList<Series> series, Func<double, string> format)
    {
        var highest = Ceiling(series.SelectMany(one => one.Values).DefaultIfEmpty().Max());
        var end = Math.Max(1, seconds.Count == 0 ? 0 : seconds[^1]);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{WebUtility.HtmlEncode(title)}{string.Concat(series.Select(one => $"<span class=\"key {one.Style}\">{WebUtility.HtmlEncode(one.Name)}</span>"))}</figcaption>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        for (var line = 0; line <= 4; line++) Grid(svg, line, highest, format);
        for (var mark = 0; mark <= 6; mark++) Mark(svg, mark, end);
        foreach (var one in series) Line(svg, one, seconds, end, highest);
        return svg.Append("</svg></figure>").ToString();
    }

    private static void Grid(StringBuilder svg, int line, double highest, Func<double, string> format)
    {
        var value = highest * line / 4;
        var y = Y(value, highest);
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/><text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{WebUtility.HtmlEncode(format(value))}</text>");
    }

    private static void Mark(StringBuilder svg, int mark, double end)
    {
        var anchor = mark switch { 0 => "start", 6 => "end", _ => "middle" };
        var at = TimeSpan.FromSeconds(end * mark / 6);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(end * mark / 6, end):0.#}\" y=\"{Height - 6}\" text-anchor=\"{anchor}\">{(int)at.TotalMinutes}:{at.Seconds:00}</text>");
    }

    private static void Line(StringBuilder svg, Series series, IReadOnlyList<double> seconds, double end, double highest)
    {
        var points = series.Values.Zip(seconds, (value, at) => string.Create(CultureInfo.InvariantCulture, $"{X(at, end):0.#},{Y(value, highest):0.#}"));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{series.Style}\" points=\"{string.Join(' ', points)}\"/>");
    }

    private static double X(double at, double end) => Left + (Width - Left) * at / end;

    private static double Y(double value, double highest) => Top + (Height - Top - Bottom) * (1 - value / highest);

    /// <summary>The next of 1, 2, 4, 5 or 8 times a power of ten, so that quarters of it read well.</summary>
    private static double Ceiling(double value)
    {
        if (value <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (var step in new[] { 1.0, 2, 4, 5, 8 })
            if (value <= step * power) return step * power;
        return 10 * power;
    }
}
