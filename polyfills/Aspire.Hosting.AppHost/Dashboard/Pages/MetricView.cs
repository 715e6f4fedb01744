using Aspire.Hosting.Dashboard.Telemetry.Metrics;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Which instrument is looked at, how, and which of its series.</summary>
internal sealed record MetricView(InstrumentId Instrument, string Window, string Show, IReadOnlyDictionary<string, IReadOnlyList<string>> Tags)
{
    /// <summary>Before the name of a tag in the page's address.</summary>
    public const string TagPrefix = "tag.";

    /// <summary>The pseudo-tag that tells replicas apart.</summary>
    public const string Replica = "replica";

    public static IReadOnlyList<(string Value, string Text, TimeSpan Length)> Windows { get; } =
    [
        ("1m", "Last minute", TimeSpan.FromMinutes(1)),
        ("5m", "Last 5 minutes", TimeSpan.FromMinutes(5)),
        ("15m", "Last 15 minutes", TimeSpan.FromMinutes(15)),
        ("1h", "Last hour", TimeSpan.FromHours(1)),
        ("6h", "Last 6 hours", TimeSpan.FromHours(6)),
    ];

    public TimeSpan Length => Windows.Where(window => window.Value == Window).Select(window => window.Length).FirstOrDefault(TimeSpan.FromMinutes(5));

    public static MetricView From(PageRequest request, IReadOnlyList<Instrument> instruments)
    {
        var wanted = new InstrumentId(request["resource"], request["meter"], request["instrument"]);
        var found = instruments.FirstOrDefault(instrument => instrument.Id == wanted)
            ?? instruments.FirstOrDefault(instrument => string.Equals(instrument.Id.Service, wanted.Service, StringComparison.OrdinalIgnoreCase));
        var tags = request.All.Where(pair => pair.Key.StartsWith(TagPrefix, StringComparison.Ordinal) && pair.Value.Length > 0)
            .GroupBy(pair => pair.Key[TagPrefix.Length..], pair => pair.Value)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group]);
        return new MetricView(found?.Id ?? wanted, request["window"] is { Length: > 0 } window ? window : "5m", request["show"], tags);
    }

    /// <summary>All chosen values of a tag count; tags without a choice do not matter.</summary>
    public bool Matches(SeriesView series) => Tags.All(tag => tag.Value.Contains(ValueOf(series, tag.Key)));

    public static string ValueOf(SeriesView series, string tag) =>
        tag == Replica ? series.Sender.Name : Array.Find(series.Tags, one => one.Key == tag) is { Key: not null } found ? found.Value : "(none)";

    /// <summary>Every tag of the instrument with its values.</summary>
    public static IReadOnlyList<(string Tag, IReadOnlyList<string> Values)> Choices(Instrument instrument) =>
        [.. instrument.Series.SelectMany(series => series.Tags.Select(tag => tag.Key)).Append(Replica).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(tag => (tag, (IReadOnlyList<string>)[.. instrument.Series.Select(series => ValueOf(series, tag)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))];
}
