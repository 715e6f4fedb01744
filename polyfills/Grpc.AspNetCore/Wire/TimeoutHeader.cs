using System.Globalization;

namespace Grpc.Net.Wire;

/// <summary>The value of <c>grpc-timeout</c>: at most 8 digits and a unit, H M S m u n.</summary>
internal static class TimeoutHeader
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;

    /// <summary>Nobody can ask for longer.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromSeconds(MaxValue);

    /// <summary>In the finest unit that holds it; rounded up, so that the peer never gives up before this side.</summary>
    public static string Encode(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero) return "1n";
        if (Fits(timeout, TimeSpan.TicksPerMillisecond, out var value)) return value + "m";
        if (Fits(timeout, TimeSpan.TicksPerSecond, out value)) return value + "S";
        if (Fits(timeout, TimeSpan.TicksPerMinute, out value)) return value + "M";
        return Fits(timeout, TimeSpan.TicksPerHour, out value) ? value + "H" : MaxValue + "H";
    }

    public static bool TryDecode(string? text, out TimeSpan timeout)
    {
        timeout = TimeSpan.Zero;
        if (text is null or { Length: < 2 or > MaxDigits + 1 }) return false;
        if (!long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;

        var ticks = text[^1] switch
        {
            'H' => value * TimeSpan.TicksPerHour,
            'M' => value * TimeSpan.TicksPerMinute,
            'S' => value * TimeSpan.TicksPerSecond,
            'm' => value * TimeSpan.TicksPerMillisecond,
            'u' => value * TimeSpan.TicksPerMicrosecond,
            'n' => value / TimeSpan.NanosecondsPerTick,
            _ => -1,
        };
        timeout = TimeSpan.FromTicks(Math.Min(ticks, Max.Ticks));
        return ticks >= 0;
    }

    private static bool Fits(TimeSpan timeout, long unit, out long value)
    {
        value = (timeout.Ticks - 1) / unit + 1;
        return value <= MaxValue;
    }
}
