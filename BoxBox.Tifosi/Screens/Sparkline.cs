namespace BoxBox.Tifosi.Screens;

/// <summary>A row of figures as a row of little bars.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <param name="width">How many of the last ones are drawn.</param>
    public static string Of(IEnumerable<double> values, int width)
    {
        var last = values.TakeLast(width).ToList();
        var highest = last.DefaultIfEmpty().Max();
        return string.Concat(last.Select(value => highest <= 0 ? Bars[0] : Bars[(int)Math.Round(Math.Clamp(value / highest, 0, 1) * (Bars.Length - 1))]));
    }
}
