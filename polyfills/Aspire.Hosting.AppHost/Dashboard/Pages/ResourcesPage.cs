using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Resources;
using Aspire.Hosting.Dashboard.Telemetry;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>/: every resource, how it is, where it listens, what can be done with it.</summary>
internal static class ResourcesPage
{
    public static Html Render(PageRequest request, ResourceBoard board, Senders senders, Notice? notice)
    {
        var wanted = request["q"];
        var all = board.All;
        var shown = all.Where(resource => wanted.Length == 0 || Contains(resource, wanted)).ToList();
        var selected = request["resource"] is { Length: > 0 } name ? board.Find(name) : null;
        return $"""
            <div class="page-head">
            <h1>Resources</h1>
            <p class="summary">{Summary(all)}</p>
            {Parts.Filters(request, $"""{Parts.Search(wanted, "Name, state, address")}{Parts.Keep(request, "resource")}""")}
            </div>
            {Parts.Notice(notice)}
            <div class="split{(selected is null ? "" : " open")}">
            <section class="card" aria-label="Resources">
            <table class="rows resources">
            <thead><tr><th>Name</th><th>State</th><th class="wide">Started</th><th class="wide">Source</th><th>Addresses</th><th class="right">Actions</th></tr></thead>
            <tbody>{shown.Select(resource => Row(request, resource, senders, resource == selected))}</tbody>
            </table>
            {Parts.Nothing(shown.Count == 0, all.Count == 0 ? "No resource has reported yet." : "No resource fits the filter.")}
            </section>
            {(selected is null ? Html.Empty : ResourceDetails.Render(request, selected))}
            </div>
            """;
    }

    private static string Summary(IReadOnlyList<ResourceEvent> all)
    {
        var running = all.Count(resource => resource.Snapshot.State?.Text == KnownResourceStates.Running);
        var unwell = all.Count(resource => ResourceText.Tone(resource.Snapshot) is "warn" or "error");
        return $"{running} of {all.Count} running{(unwell == 0 ? "" : $", {unwell} unwell")}";
    }

    private static bool Contains(ResourceEvent resource, string text) =>
        new[] { resource.ResourceId, ResourceText.State(resource.Snapshot), resource.Snapshot.ResourceType, ResourceText.Source(resource) }
            .Concat(resource.Snapshot.Urls.Select(url => url.Url))
            .Any(part => part.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static Html Row(PageRequest request, ResourceEvent resource, Senders senders, bool isSelected)
    {
        var snapshot = resource.Snapshot;
        var address = request.With(("resource", isSelected ? null : resource.ResourceId), ("notice", null));
        return $"""
            <tr data-id="{resource.ResourceId}" class="{(isSelected ? "selected" : "")}">
            <th scope="row"><span class="dot c{senders.Colour(resource.Resource.Name)}"></span><a class="row-link" data-soft href="{address}">{resource.ResourceId}</a><span class="sub">{snapshot.ResourceType}</span></th>
            <td>{State(snapshot)}</td>
            <td class="wide">{(snapshot.StartTimeStamp is { } start ? request.Time(new DateTimeOffset(start.ToUniversalTime())) : $"–")}</td>
            <td class="wide mono">{ResourceText.Source(resource)}</td>
            <td class="addresses">{Addresses(snapshot)}</td>
            <td class="right actions">{Commands(resource, isSelected)}<a class="button quiet" href="{Url.Of("/consolelogs", ("resource", resource.ResourceId))}" title="Console of {resource.ResourceId}">{Icons.Console}<span class="visually-hidden">Console of {resource.ResourceId}</span></a></td>
            </tr>
            """;
    }

    public static Html State(CustomResourceSnapshot snapshot) => $"""
        <span class="state {ResourceText.Tone(snapshot)}">{ResourceText.State(snapshot)}</span>{(snapshot.HealthStatus is { } health ? $"""<span class="sub health">{health.ToString()}</span>""" : Html.Empty)}
        """;

    public static IEnumerable<Html> Addresses(CustomResourceSnapshot snapshot) => snapshot.Urls
        .Where(url => !url.IsInternal)
        .OrderByDescending(url => url.DisplayProperties.SortOrder)
        .Select(Html (url) => Url.IsWeb(url.Url) && !url.IsInactive
            ? $"""<a href="{url.Url}" target="_blank" rel="noopener noreferrer">{(url.DisplayProperties.DisplayName is { Length: > 0 } name ? name : url.Url)}</a>"""
            : Muted(url.Url));

    private static Html Muted(string text) => $"""<span class="muted">{text}</span>""";

    public static IEnumerable<Html> Commands(ResourceEvent resource, bool isSelected) => resource.Snapshot.Commands
        .Where(command => command.State != ResourceCommandState.Hidden)
        .Select(Html (command) => $"""
            <form method="post" action="/commands" data-command{(command.ConfirmationMessage is { Length: > 0 } question ? $""" data-confirm="{question}" """ : Html.Empty)}>
            <input type="hidden" name="resource" value="{resource.ResourceId}"><input type="hidden" name="details" value="{(isSelected ? resource.ResourceId : "")}">
            <button class="button quiet" name="command" value="{command.Name}" title="{command.DisplayDescription ?? command.DisplayName}" {(command.State == ResourceCommandState.Disabled ? $"disabled" : Html.Empty)}>{Icon(command)}<span class="{(Icon(command) is null ? "" : "visually-hidden")}">{command.DisplayName}</span></button>
            </form>
            """);

    private static Html? Icon(ResourceCommandSnapshot command) => command.Name switch
    {
        "start" => Icons.Start,
        "stop" => Icons.Stop,
        "restart" => Icons.Restart,
        _ => null,
    };
}
