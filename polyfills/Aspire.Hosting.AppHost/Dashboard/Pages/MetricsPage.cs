using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Metrics;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>/metrics: the instruments of a service, and a chart of one.</summary>
internal static class MetricsPage
{
    private const int ValuesShown = 40;

    public static Html Render(PageRequest request, TelemetryStore store)
    {
        var instruments = store.Metrics.Instruments;
        var services = instruments.Select(instrument => instrument.Id.Service).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var service = services.FirstOrDefault(name => string.Equals(name, request["resource"], StringComparison.OrdinalIgnoreCase)) ?? (request["resource"].Length > 0 ? request["resource"] : services.FirstOrDefault() ?? "");
        var own = instruments.Where(instrument => string.Equals(instrument.Id.Service, service, StringComparison.OrdinalIgnoreCase)).ToList();
        var view = MetricView.From(request, own);
        var instrument = request["instrument"].Length > 0 ? store.Metrics.Find(view.Instrument) : null;
        return $"""
            <div class="page-head">
            <h1>Metrics</h1>
            <p class="summary">{own.Count} instruments</p>
            {Parts.Filters(request, $"""
                {Parts.Select("Resource", "resource", service, services.Select(name => (name, name)))}
                {Parts.Select("Window", "window", view.Window, MetricView.Windows.Select(window => (window.Value, window.Text)))}
                {Parts.Keep(request, "meter", "instrument", "show")}
                {view.Tags.SelectMany(tag => tag.Value.Select(Html (value) => $"""<input type="hidden" name="{MetricView.TagPrefix}{tag.Key}" value="{value}">"""))}
                """)}
            </div>
            <div class="metrics-split">
            <nav class="card instruments" aria-label="Instruments">
            {own.GroupBy(one => one.Id.Meter).Select(meter => Meter(request, service, meter, view.Instrument))}
            {Parts.Nothing(own.Count == 0, "No metric has arrived yet.")}
            </nav>
            {(instrument is null ? Choose(own.Count > 0) : One(request, view, instrument))}
            </div>
            """;
    }

    private static Html Choose(bool any) => Html.If(any, () => $"""<section class="card"><p class="nothing">Choose an instrument.</p></section>""");

    private static Html Meter(PageRequest request, string service, IGrouping<string, Instrument> meter, InstrumentId chosen) => $"""
        <h2>{Parts.Breakable(meter.Key)}</h2>
        <ul>{meter.Select(Html (one) => $"""<li><a data-soft href="{Url.Of("/metrics", ("resource", service), ("meter", one.Id.Meter), ("instrument", one.Id.Name), ("window", request["window"]))}" title="{one.Description}" {(one.Id == chosen && request["instrument"].Length > 0 ? $"aria-current=\"true\"" : Html.Empty)}>{Parts.Breakable(one.Id.Name)}</a></li>""")}</ul>
        """;

    private static Html One(PageRequest request, MetricView view, Instrument instrument) => $"""
        <section class="card instrument" aria-label="{instrument.Id.Name}" data-id="{instrument.Id.Meter}/{instrument.Id.Name}">
        <h2>{Parts.Breakable(instrument.Id.Name)}</h2>
        <p class="muted">{instrument.Description}{(instrument.Description.Length > 0 ? " · " : "")}{instrument.Kind switch { InstrumentKind.UpDownCounter => "up-down counter", var kind => kind.ToString().ToLowerInvariant() }}{(instrument.Unit.Length > 0 ? $" · {Quantities.Name(instrument.Unit)}" : "")}</p>
        {Shows(request, view, instrument)}
        {MetricChart.Render(request, view, instrument)}
        <div class="tag-filters">{MetricView.Choices(instrument).Where(choice => choice.Values.Count > 1).Select(choice => Choices(request, view, choice.Tag, choice.Values))}</div>
        </section>
        """;

    private static Html Shows(PageRequest request, MetricView view, Instrument instrument)
    {
        (string Value, string Text)[] shows = instrument.Kind switch
        {
            InstrumentKind.Histogram => [("", "Percentiles"), ("rate", "Count")],
            InstrumentKind.Counter => [("", "Rate"), ("total", "Total")],
            _ => [],
        };
        return Html.If(shows.Length > 0, () => $"""
            <p class="tabs" role="group" aria-label="What the chart shows">{shows.Select(Html (show) => $"""<a data-soft href="{request.With(("show", show.Value))}" {(show.Value == view.Show ? $"aria-current=\"true\"" : Html.Empty)}>{show.Text}</a>""")}</p>
            """);
    }

    private static Html Choices(PageRequest request, MetricView view, string tag, IReadOnlyList<string> values)
    {
        var chosen = view.Tags.GetValueOrDefault(tag) ?? [];
        return $"""
            <fieldset data-id="{tag}"><legend>{tag}</legend>
            {values.Take(ValuesShown).Select(Html (value) => $"""<a data-soft role="checkbox" aria-checked="{(chosen.Contains(value) ? "true" : "false")}" class="chip" href="{Toggle(request, MetricView.TagPrefix + tag, chosen, value)}">{value}</a>""")}
            {Html.If(values.Count > ValuesShown, () => $"""<span class="muted">and {values.Count - ValuesShown} more</span>""")}
            </fieldset>
            """;
    }

    private static string Toggle(PageRequest request, string name, IReadOnlyList<string> chosen, string value) =>
        request.With([.. (chosen.Contains(value) ? chosen.Where(one => one != value).DefaultIfEmpty("") : chosen.Append(value)).Select(one => (name, (string?)one))]);
}
