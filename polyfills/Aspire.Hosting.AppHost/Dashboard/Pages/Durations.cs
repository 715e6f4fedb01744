using System.Globalization;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Lengths of time, with as many digits as a reader needs.</summary>
internal static class Durations
{
    public static string Text(TimeSpan duration) => duration switch
    {
        { Ticks: 0 } => "0 ms",
        { TotalMilliseconds: < 1 } => Invariant($"{duration.TotalMicroseconds:0.#} µs"),
        { TotalMilliseconds: < 10 } => Invariant($"{duration.TotalMilliseconds:0.##} ms"),
        { TotalSeconds: < 1 } => Invariant($"{duration.TotalMilliseconds:0.#} ms"),
        { TotalMinutes: < 1 } => Invariant($"{duration.TotalSeconds:0.##} s"),
        { TotalHours: < 1 } => Invariant($"{duration.Minutes}m {duration.Seconds}s"),
        { TotalDays: < 1 } => Invariant($"{duration.Hours}h {duration.Minutes}m"),
        _ => Invariant($"{(int)duration.TotalDays}d {duration.Hours}h"),
    };

    /// <summary>How long ago something was, roughly.</summary>
    public static string Ago(TimeSpan since) => since < TimeSpan.FromSeconds(5) ? "just now" : since < TimeSpan.FromMinutes(1) ? Invariant($"{(int)since.TotalSeconds}s ago") : $"{Text(since)} ago";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
