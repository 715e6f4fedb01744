using System.Globalization;
using Aspire.Hosting.Dashboard.Telemetry.Metrics;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>An instrument over time, as lines, and the same numbers as a table.</summary>
internal static class MetricChart
{
    private const int Steps = 60;
    private const double Width = 600;
    private const double Height = 200;

    public static Html Render(PageRequest request, MetricView view, Instrument instrument)
    {
        var series = instrument.Series.Where(view.Matches).ToList();
        var earliest = series.SelectMany(one => one.Points.Take(1)).Select(point => point.At).DefaultIfEmpty(request.Now).Min();
        var chart = new Chart(Round(request.Now, view.Length / Steps), view.Length, Steps) { Earliest = earliest, Now = request.Now };
        var isRate = view.Show == "rate" || (instrument.Kind == InstrumentKind.Counter && view.Show.Length == 0);
        var lines = instrument.Kind == InstrumentKind.Histogram && !isRate ? chart.PercentileLines(series) : isRate ? [chart.Rate(series)] : [chart.Level(series)];
        var unit = instrument.Kind == InstrumentKind.Histogram && isRate ? "{measurements}/s" : isRate ? $"{Quantities.Name(instrument.Unit)}/s" : instrument.Unit;
        return Draw(request, chart, lines, unit, instrument.Kind == InstrumentKind.Histogram && !isRate ? series : []);
    }

    private static Html Draw(PageRequest request, Chart chart, IReadOnlyList<ChartLine> lines, string unit, IReadOnlyList<SeriesView> exemplarsOf)
    {
        var values = lines.SelectMany(line => line.Values).OfType<double>().ToList();
        var exemplars = exemplarsOf.SelectMany(one => one.Exemplars).Where(exemplar => exemplar.At > chart.Start && exemplar.At <= chart.End).ToList();
        var top = Quantities.Nice(values.Concat(exemplars.Select(exemplar => exemplar.Value)).DefaultIfEmpty(1).Max());
        var bottom = values.DefaultIfEmpty(0).Min() is < 0 and var lowest ? -Quantities.Nice(-lowest) : 0;
        double Y(double value) => Height - (Height * ((Math.Clamp(value, bottom, top) - bottom) / (top - bottom)));
        return $"""
            <div class="chart" data-chart>
            <div class="axis-y" aria-hidden="true"><span>{Quantities.Text(top, unit)}</span><span>{Quantities.Text((top + bottom) / 2, unit)}</span><span>{Quantities.Text(bottom, unit)}</span></div>
            <svg viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" role="img" aria-label="Chart; the table below has its numbers">
            <path class="grid" d="M0 0.5H{Width}M0 {Height / 2}H{Width}M0 {Height - 0.5}H{Width}"/>
            {lines.Select(Html (line, index) => $"""<path class="curve l{index}" d="{Path(line, Y)}"/><path class="alone l{index}" d="{Dots(line, Y)}"/>""")}
            {exemplars.Select(Html (exemplar) => $"""<a href="{Url.Of($"/traces/{exemplar.TraceId}", ("span", exemplar.SpanId))}"><path class="exemplar" d="M{X(chart, exemplar.At):0.#} {Y(exemplar.Value):0.#}h0"><title>{Quantities.Text(exemplar.Value, unit)}: open the trace</title></path></a>""")}
            </svg>
            <div class="axis-x" aria-hidden="true"><span>{request.ClockTime(chart.Start)}</span><span>{request.ClockTime(chart.Start + (chart.Step * Steps / 2))}</span><span>{request.ClockTime(chart.End)}</span></div>
            </div>
            <ul class="legend">{lines.Select(Html (line, index) => $"""<li class="l{index}"><span>{line.Name}</span> <b class="number">{Last(line, unit)}</b></li>""")}{Html.If(exemplars.Count > 0, () => $"""<li class="exemplars"><span>Dots are single measurements: each opens its trace</span></li>""")}</ul>
            <p class="tip muted" data-tip hidden></p>
            {Table(request, chart, lines, unit)}
            """;
    }

    private static Html Table(PageRequest request, Chart chart, IReadOnlyList<ChartLine> lines, string unit) => $"""
        <details class="numbers" data-id="numbers"><summary>The numbers</summary>
        <table class="rows"><thead><tr><th>Until</th>{lines.Select(Html (line) => $"""<th class="right">{line.Name}</th>""")}</tr></thead>
        <tbody>{Enumerable.Range(0, Steps).Reverse().Select(Html (step) => $"""<tr><td>{request.ClockTime(chart.EndOf(step))}</td>{lines.Select(Html (line) => $"""<td class="right number">{(line.Values[step] is { } value ? Quantities.Text(value, unit) : "–")}</td>""")}</tr>""")}</tbody></table></details>
        """;

    private static string Last(ChartLine line, string unit) => line.Values.LastOrDefault(value => value is not null) is { } value ? Quantities.Text(value, unit) : "–";

    private static double X(Chart chart, DateTimeOffset at) => Width * ((at - chart.Start) / (chart.End - chart.Start));

    // A gap where there is no value.
    private static string Path(ChartLine line, Func<double, double> y) => string.Concat(line.Values.Select((value, step) =>
        value is { } known ? Place(line, step > 0 && line.Values[step - 1] is not null ? 'L' : 'M', step, y(known)) : ""));

    // A value between two gaps makes no line.
    private static string Dots(ChartLine line, Func<double, double> y) => string.Concat(line.Values.Select((value, step) =>
        value is { } known && line.Values.ElementAtOrDefault(step - 1) is null && line.Values.ElementAtOrDefault(step + 1) is null ? Place(line, 'M', step, y(known)) + "h0" : ""));

    private static string Place(ChartLine line, char command, int step, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"{command}{Width * (step + 1) / line.Values.Length:0.#} {y:0.#}");

    // Steps stay where they are from one drawing to the next.
    private static DateTimeOffset Round(DateTimeOffset now, TimeSpan step) => new(((now.UtcTicks / step.Ticks) + 1) * step.Ticks, TimeSpan.Zero);
}
