using System.Globalization;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Measured values with their unit (UCUM, as OpenTelemetry has it).</summary>
internal static class Quantities
{
    public static string Text(double value, string unit) => unit switch
    {
        "s" => Seconds(value),
        "ms" => Seconds(value / 1000),
        "By" => Bytes(value),
        "%" or "1" => $"{Number(value)}{(unit == "%" ? " %" : "")}",
        _ => $"{Number(value)} {Name(unit)}".TrimEnd(),
    };

    /// <summary>{order} is an annotation: a name for what is counted.</summary>
    public static string Name(string unit) => unit.Trim('{', '}');

    /// <summary>The next of 1, 2, 2.5, 5 times a power of ten: the end of an axis that can be read.</summary>
    public static double Nice(double value)
    {
        if (value <= 0 || !double.IsFinite(value))
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return Array.Find([1, 2, 2.5, 5, 10], step => step * power >= value * 0.999) * power;
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e9 => Invariant($"{value / 1e9:0.##} G"),
        >= 1e6 => Invariant($"{value / 1e6:0.##} M"),
        >= 10_000 => Invariant($"{value:N0}"),
        >= 100 => Invariant($"{value:0.#}"),
        >= 0.01 => Invariant($"{value:0.##}"),
        _ => Invariant($"{value:0.##e0}"),
    };

    private static string Seconds(double value) => Math.Abs(value) < 1e9 ? value < 0 ? $"−{Seconds(-value)}" : value == 0 ? "0" : Durations.Text(TimeSpan.FromSeconds(value)) : Invariant($"{value:0.##e0} s");

    private static string Bytes(double value) => Math.Abs(value) switch
    {
        >= 1L << 30 => Invariant($"{value / (1L << 30):0.##} GiB"),
        >= 1L << 20 => Invariant($"{value / (1L << 20):0.##} MiB"),
        >= 1L << 10 => Invariant($"{value / (1L << 10):0.##} KiB"),
        _ => Invariant($"{value:0.##} B"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
