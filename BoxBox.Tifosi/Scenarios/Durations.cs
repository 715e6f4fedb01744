using System.Globalization;
using System.Text.RegularExpressions;

namespace BoxBox.Tifosi.Scenarios;

/// <summary>Durations as k6 writes them: <c>10s</c>, <c>1m30s</c>, <c>500ms</c>, <c>1.5h</c>; a bare number is milliseconds there, and only 0 is one here.</summary>
internal static partial class Durations
{
    public const string Rule = "a duration such as \"10s\", \"1m30s\" or \"500ms\"";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0") return true;
        if (!Syntax().IsMatch(text)) return false;
        var seconds = Part().Matches(text).Sum(part => double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * SecondsOf(part.Groups[2].Value));
        if (seconds > Longest.TotalSeconds) return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    public static string Format(TimeSpan duration) => duration switch
    {
        { Ticks: 0 } => "0s",
        { TotalMilliseconds: < 1 } => $"{duration.TotalMicroseconds.ToString("0.##", CultureInfo.InvariantCulture)}µs",
        { TotalSeconds: < 1 } => $"{duration.TotalMilliseconds.ToString("0.##", CultureInfo.InvariantCulture)}ms",
        { TotalMinutes: < 1 } => $"{duration.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)}s",
        { TotalHours: < 1 } => $"{(int)duration.TotalMinutes}m{duration.Seconds}s",
        _ => $"{(int)duration.TotalHours}h{duration.Minutes}m{duration.Seconds}s",
    };

    private static double SecondsOf(string unit) => unit switch { "ms" => 0.001, "s" => 1, "m" => 60, _ => 3600 };

    [GeneratedRegex(@"^(\d+(\.\d+)?(ms|s|m|h))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)(ms|s|m|h)", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
