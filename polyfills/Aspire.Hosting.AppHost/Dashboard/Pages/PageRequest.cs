using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>What the address of a page asks for: every filter stands in it, so that a view can be kept and shared.</summary>
internal sealed class PageRequest(HttpRequest request, DateTimeOffset now, TimeZoneInfo zone)
{
    public DateTimeOffset Now { get; } = now;

    public string Path => request.Path;

    /// <summary>The value of that name, or an empty text.</summary>
    public string this[string name] => request.Query[name].ToString();

    public IEnumerable<KeyValuePair<string, string>> All =>
        request.Query.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")));

    public int Number(string name, int otherwise, int most) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, most) : otherwise;

    public long Long(string name) => long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>This page's address with these values in place of its own; an empty one goes.</summary>
    public string With(params (string Name, string? Value)[] changed) =>
        Url.Of(Path, [.. All.Where(pair => !changed.Any(change => change.Name == pair.Key)).Select(pair => (pair.Key, (string?)pair.Value)), .. changed]);

    /// <summary>A time of day, with the date and the zone for who points at it.</summary>
    public Html Time(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return $"""<time datetime="{at.UtcDateTime:O}" title="{local:yyyy-MM-dd HH:mm:ss.fffffff zzz}">{local:HH:mm:ss.fff}</time>""";
    }

    public string ClockTime(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
