using System.Globalization;
using System.Text.Json;

namespace BoxBox.Benchmarks.Results;

/// <summary>The rows as Markdown and as JSON.</summary>
internal static class Table
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static IEnumerable<string> Lines(Machine machine, IReadOnlyList<Row> rows)
    {
        yield return "";
        yield return machine.ToString();
        yield return "";
        yield return "| what | product | floor | ratio | goal | reached | each round: product; floor |";
        yield return "| --- | --- | --- | --- | --- | --- | --- |";
        foreach (var row in rows)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.What} | {Number(row.ProductMedian)} {row.Unit} | {(row.Floor.Count == 0 ? "" : $"{Number(row.FloorMedian)} {row.Unit}")} | {row.Ratio:0.00} | {row.Goal} | {row.Reached switch { true => "yes", false => "no", _ => "" }} | {Numbers(row.Product)}; {Numbers(row.Floor)} |");
        }
    }

    public static string Json(Machine machine, IReadOnlyList<Row> rows) =>
        JsonSerializer.Serialize(new { machine, rows = rows.Select(row => new { row.What, row.Unit, row.Product, row.Floor, row.ProductMedian, row.FloorMedian, row.Ratio, row.Goal, row.Reached }) }, Indented);

    private static string Numbers(IReadOnlyList<double> values) => string.Join(" ", values.Select(Number));

    private static string Number(double value) => value.ToString(value switch { >= 1000 => "#,0", >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
