using Aspire.Hosting.Dashboard.Pages;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>Which console lines are wanted.</summary>
/// <param name="Resource">A replica's id, or a resource's name (all of its replicas), or nothing (all).</param>
internal sealed record ConsoleQuery(string Resource, string Text, bool OnlyErrors)
{
    public static ConsoleQuery From(PageRequest request) => new(request["resource"], request["q"], request["errors"] == "1");

    public bool Matches(ConsoleLine line, Func<string, string> nameOf) =>
        (Resource.Length == 0 || Same(line.Resource) || Same(nameOf(line.Resource)))
        && (!OnlyErrors || line.IsError)
        && (Text.Length == 0 || line.Text.Contains(Text, StringComparison.OrdinalIgnoreCase));

    private bool Same(string name) => string.Equals(name, Resource, StringComparison.OrdinalIgnoreCase);
}
