using System.Text;
using System.Text.Json;

namespace BoxBox.Tifosi.Results;

/// <summary>The summary for programs, shaped as k6's summary export: <c>metrics</c> by name with <c>type</c>, <c>contains</c> and <c>values</c>, and what else is known under <c>tifosi</c>.</summary>
internal static class SummaryJson
{
    public static string Of(RunResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("metrics");
            foreach (var metric in result.Metrics) Write(json, metric, result);
            json.WriteEndObject();
            json.WriteStartObject("state");
            json.WriteNumber("testRunDurationMs", result.Totals.Elapsed.TotalMilliseconds);
            json.WriteEndObject();
            WriteOwn(json, result);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Metric metric, RunResult result)
    {
        json.WriteStartObject(metric.Name);
        json.WriteString("type", metric.Type);
        json.WriteString("contains", metric.IsTime ? "time" : "default");
        json.WriteStartObject("values");
        foreach (var (name, value) in metric.Values) json.WriteNumber(name, Math.Round(value, 6));
        json.WriteEndObject();
        var judged = result.Judged.Where(threshold => threshold.Threshold.Metric == metric.Name).ToList();
        if (judged.Count > 0)
        {
            json.WriteStartObject("thresholds");
            foreach (var threshold in judged.DistinctBy(threshold => threshold.Threshold.Expression))
            {
                json.WriteStartObject(threshold.Threshold.Expression);
                json.WriteBoolean("ok", threshold.Holds);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteOwn(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartObject("tifosi");
        json.WriteString("scenario", result.Plan.Name);
        json.WriteString("url", result.Gateway.ToString());
        json.WriteNumber("seed", result.Seed);
        json.WriteString("began", result.Began);
        json.WriteBoolean("stopped", result.Stopped);
        json.WriteNumber("placed", result.Placed);
        json.WriteNumber("unanswered", result.Totals.Unanswered);
        json.WriteStartObject("errors");
        foreach (var (error, count) in result.Totals.Errors) json.WriteNumber(error, count);
        json.WriteEndObject();
        if (result.Books is { } books)
        {
            json.WritePropertyName("ledger");
            JsonSerializer.Serialize(json, books.Now, Gateway.GatewayJson.Default.LedgerTotals);
            json.WriteNumber("unaccounted", books.Unaccounted);
        }

        if (result.Followed is { } followed)
        {
            json.WriteStartObject("live");
            json.WriteNumber("events", followed.Events);
            json.WriteNumber("twice", followed.Twice);
            json.WriteNumber("missed", followed.Missed);
            json.WriteNumber("unseen", followed.Unseen);
            json.WriteNumber("ended", followed.Ended);
            json.WriteEndObject();
        }

        json.WriteNumber("memoryInBytes", Environment.WorkingSet);
        json.WriteEndObject();
    }
}
