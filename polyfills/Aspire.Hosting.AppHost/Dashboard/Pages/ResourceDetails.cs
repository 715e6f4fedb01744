using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Resources;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Everything about one resource, beside the list.</summary>
internal static class ResourceDetails
{
    private const string Masked = "••••••••";

    public static Html Render(PageRequest request, ResourceEvent resource)
    {
        var snapshot = resource.Snapshot;
        return $"""
            <aside class="details card" aria-label="Details of {resource.ResourceId}" data-id="{resource.ResourceId}">
            {Parts.DetailsHead(resource.ResourceId, request.With(("resource", null), ("show", null), ("notice", null)))}
            <div class="actions">{ResourcesPage.State(snapshot)}<span class="spring"></span>{ResourcesPage.Commands(resource, isSelected: true)}</div>
            <p class="jump"><a href="{Url.Of("/consolelogs", ("resource", resource.ResourceId))}">Console</a><a href="{Url.Of("/structuredlogs", ("resource", resource.ResourceId))}">Logs</a><a href="{Url.Of("/traces", ("resource", resource.ResourceId))}">Traces</a><a href="{Url.Of("/metrics", ("resource", resource.Resource.Name))}">Metrics</a></p>
            {Section("Addresses", snapshot.Urls.Select(Html (url) => Parts.Pair(url.Name ?? "", Url.IsWeb(url.Url) ? $"""<a href="{url.Url}" target="_blank" rel="noopener noreferrer">{url.Url}</a>""" : Html.Text(url.Url))))}
            {Section("Health", snapshot.HealthReports.Select(Html (report) => Parts.Pair(report.Name, Report(report))))}
            {Section("Properties", Properties(request, snapshot))}
            {Section("Environment", Environment(request, snapshot))}
            {Section("Related", snapshot.Relationships.Select(Html (relation) => Parts.Pair(relation.Type, $"""<a data-soft href="{Url.Of("/", ("resource", relation.ResourceName))}">{relation.ResourceName}</a>""")))}
            {Section("Volumes", snapshot.Volumes.Select(Html (volume) => Parts.Pair(volume.Target, $"{volume.Source} {volume.MountType}")))}
            </aside>
            """;
    }

    private static Html Report(HealthReportSnapshot report) =>
        $"""<span class="state {(report.Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy ? "success" : "warn")}">{report.Status?.ToString() ?? "Unknown"}</span> {report.Description}{(report.ExceptionText is { Length: > 0 } error ? $"<pre>{error}</pre>" : Html.Empty)}""";

    private static IEnumerable<Html> Properties(PageRequest request, CustomResourceSnapshot snapshot)
    {
        foreach (var (name, at) in new[] { ("Created", snapshot.CreationTimeStamp), ("Started", snapshot.StartTimeStamp), ("Stopped", snapshot.StopTimeStamp) })
        {
            if (at is { } time)
            {
                yield return Parts.Pair(name, request.Time(new DateTimeOffset(time.ToUniversalTime())));
            }
        }

        foreach (var property in snapshot.Properties)
        {
            var value = ResourceText.Value(property.Value);
            yield return Parts.Pair(property.Name, Secret(request, property.Name, value, property.IsSensitive || ResourceText.IsSecret(property.Name, value)));
        }
    }

    private static IEnumerable<Html> Environment(PageRequest request, CustomResourceSnapshot snapshot) => snapshot.EnvironmentVariables
        .Where(variable => variable.IsFromSpec)
        .OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase)
        .Select(variable => Parts.Pair(variable.Name, Secret(request, variable.Name, variable.Value ?? "", ResourceText.IsSecret(variable.Name, variable.Value))));

    // A secret is not even in the page until someone asks for it.
    private static Html Secret(PageRequest request, string name, string value, bool isSecret)
    {
        if (!isSecret || value.Length == 0)
        {
            return $"{value}";
        }

        var isShown = request["show"] == name;
        return $"""<span{(isShown ? Html.Empty : $" class=\"muted\"")}>{(isShown ? value : Masked)}</span> <a data-soft class="reveal" href="{request.With(("show", isShown ? null : name))}" aria-label="{(isShown ? "Hide" : "Show")} {name}">{(isShown ? "Hide" : "Show")}</a>""";
    }

    private static Html Section(string title, IEnumerable<Html> pairs)
    {
        var list = pairs.ToList();
        return Html.If(list.Count > 0, () => $"""<h3>{title} <span class="count">{list.Count}</span></h3><dl class="pairs">{list}</dl>""");
    }
}
