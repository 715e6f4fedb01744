using System.Globalization;
using BoxBox.Tifosi.Scenarios;

namespace BoxBox.Tifosi.Screens;

/// <summary>A line a second: for pipes, logs and the dashboard's console.</summary>
internal sealed class PlainScreen(TextWriter output) : IScreen
{
    public Task DuringAsync(Func<Task> run) => run();

    public void Say(string line) => output.WriteLine(line);

    public void Show(Progress progress)
    {
        var now = progress.Now;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.At} {progress.Stage} users {now.Users}, {now.RequestsPerSecond:0.0} orders/s, p50 {Durations.Format(now.P50)}, p95 {Durations.Format(now.P95)}, p99 {Durations.Format(now.P99)}, errors {progress.Totals.Wrong}");
        if (progress.Totals.Dropped > 0) line += $", dropped {progress.Totals.Dropped}";
        if (progress.Followed is { } followed) line += $", ended {followed.Ended}, open {followed.Open}";
        output.WriteLine(string.Concat(line, progress.Alarms.Count > 0 ? $"  !! {string.Join("; ", progress.Alarms)}" : ""));
    }
}
