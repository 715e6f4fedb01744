using Aspire.Hosting.Dashboard.Resources;
using Aspire.Hosting.Dashboard.Telemetry;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>/consolelogs: what the resources wrote, one of them or all; the browser gets further lines as they come.</summary>
internal static class ConsolePage
{
    public const int LineLimit = 2_000;

    public static Html Render(PageRequest request, ResourceBoard board, ConsoleStore console, Senders senders)
    {
        var query = ConsoleQuery.From(request);
        var lines = Lines(console, board, query).TakeLast(LineLimit).ToList();
        var last = console.LastNumber;
        var address = Url.Of("/consolelogs/stream", ("resource", query.Resource), ("q", query.Text), ("errors", query.OnlyErrors ? "1" : ""), ("after", $"{last}"));
        return $"""
            <div class="page-head">
            <h1>Console</h1>
            <p class="summary" data-keep><span data-line-count>{lines.Count:N0}</span> lines</p>
            {Parts.Filters(request, $"""
                {Parts.Search(query.Text, "Text in a line")}
                {Parts.Select("Resource", "resource", query.Resource, Options(board))}
                {Parts.Check("Errors only", "errors", query.OnlyErrors)}
                <a class="button" href="{Url.Of("/consolelogs/download", ("resource", query.Resource), ("q", query.Text), ("errors", query.OnlyErrors ? "1" : ""))}" download>Download</a>
                """)}
            </div>
            <section class="card console" aria-label="Console">
            <div class="lines" role="log" tabindex="0" aria-label="Console lines" data-stream="{address}" data-limit="{LineLimit}">{lines.Select(line => Line(request, line, board, senders))}</div>
            {Parts.Nothing(lines.Count == 0, "Nothing was written yet, or no line fits the filter.")}
            <button type="button" class="button follow" data-follow hidden>Newest lines</button>
            </section>
            """;
    }

    public static IEnumerable<ConsoleLine> Lines(ConsoleStore console, ResourceBoard board, ConsoleQuery query) =>
        console.OldestFirst().Where(line => query.Matches(line, NameOf(board)));

    public static Html Line(PageRequest request, ConsoleLine line, ResourceBoard board, Senders senders) => $"""
        <div class="line{(line.IsError ? " stderr" : "")}" data-number="{line.Number}"><span class="time">{(line.At is { } at ? request.Time(at) : Html.Empty)}</span><span class="sender c{senders.Colour(NameOf(board)(line.Resource))}">{line.Resource}</span><span class="text">{AnsiText.Render(line.Text)}</span></div>
        """;

    public static Func<string, string> NameOf(ResourceBoard board) => id => board.Find(id)?.Resource.Name ?? id;

    private static IEnumerable<(string Value, string Text)> Options(ResourceBoard board)
    {
        yield return ("", "All resources");
        foreach (var replicas in board.All.GroupBy(resource => resource.Resource.Name, StringComparer.OrdinalIgnoreCase))
        {
            yield return (replicas.Key, replicas.Key);
            foreach (var replica in replicas.Where(replica => replica.ResourceId != replicas.Key))
            {
                yield return (replica.ResourceId, $"\u00a0\u00a0{replica.ResourceId}");
            }
        }
    }
}
