using System.Globalization;
using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Scenarios;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BoxBox.Tifosi.Screens;

/// <summary>On a terminal: one table that changes, with the story's last lines above it.</summary>
internal sealed class LiveScreen(IAnsiConsole terminal) : IScreen
{
    private const int MostLines = 4;
    private const int SparklineWidth = 48;

    private readonly Queue<string> _story = new();
    private LiveDisplayContext? _live;
    private Progress? _last;

    public Task DuringAsync(Func<Task> run) =>
        terminal.Live(new Text("")).StartAsync(async context =>
        {
            _live = context;
            await run();
            context.Refresh();
            _live = null;
        });

    public void Say(string line)
    {
        _story.Enqueue(line);
        if (_story.Count > MostLines) _story.Dequeue();
        if (_live is null) terminal.WriteLine(line);
        else Draw();
    }

    public void Show(Progress progress)
    {
        _last = progress;
        Draw();
    }

    private void Draw()
    {
        var rows = new List<IRenderable>(_story.Select(line => new Markup($"[grey]{Markup.Escape(line)}[/]")));
        if (_last is not null) rows.Add(TableOf(_last));
        _live?.UpdateTarget(new Rows(rows));
    }

    private static Table TableOf(Progress progress)
    {
        var (now, totals) = (progress.Now, progress.Totals);
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("");
        table.Title = new TableTitle($"[bold red]{Markup.Escape(progress.Plan.Name)}[/]  {progress.At} of {progress.Plan.Duration:mm\\:ss}  {progress.Stage}");
        Row(table, "users", $"{now.Users}");
        Row(table, "rate", string.Create(CultureInfo.InvariantCulture, $"{now.RequestsPerSecond:0.0}/s  {Sparkline.Of(totals.Moments.Select(moment => moment.RequestsPerSecond), SparklineWidth)}"));
        Row(table, "p50 · p95 · p99", $"{Durations.Format(now.P50)} · {Durations.Format(now.P95)} · {Durations.Format(now.P99)}");
        Row(table, "orders", $"{totals.Requests}" + (totals.Dropped > 0 ? $"  dropped {totals.Dropped}" : ""));
        table.AddRow(new Text("errors"), totals.Errors.Count == 0
            ? new Markup("[green]0[/]")
            : new Markup($"[red]{Markup.Escape(string.Join(", ", totals.Errors.OrderByDescending(error => error.Value).Select(error => $"{error.Value} {error.Key}")))}[/]"));
        if (progress.Followed is { } followed) AddFollowed(table, followed);
        foreach (var alarm in progress.Alarms) table.AddRow(new Markup("[bold red]ALARM[/]"), new Markup($"[bold red]{Markup.Escape(alarm)}[/]"));
        return table;
    }

    private static void AddFollowed(Table table, FollowSummary followed)
    {
        Row(table, "live", $"{followed.Events} events, {followed.Ended} of our orders ended, {followed.Open} open");
        foreach (var status in StepsSeenExtensions.Statuses.Skip(1).Where(followed.LeadTimes.ContainsKey))
        {
            var times = followed.LeadTimes[status];
            Row(table, $"→ {status}", $"p50 {Durations.Format(times.Percentile(50))} · p95 {Durations.Format(times.Percentile(95))}");
        }
    }

    private static void Row(Table table, string name, string value) => table.AddRow(new Text(name), new Text(value));
}
