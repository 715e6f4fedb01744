namespace Aspire.Hosting.Dashboard.Pages;

internal static class Url
{
    /// <summary>An address on the dashboard; values without content are left out.</summary>
    public static string Of(string path, params (string Name, string? Value)[] query)
    {
        var parts = query.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value!)}").ToList();
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }

    /// <summary>Whether a browser may be sent there: a link to anything but a page could be a script.</summary>
    public static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
