using System.Text.RegularExpressions;
using Aspire.Hosting.Dashboard.Resources;
using Aspire.Hosting.Dashboard.Telemetry;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>What several pages are made of.</summary>
internal static partial class Parts
{
    /// <summary>A form whose fields stand in the page's address; the script sends it as one types.</summary>
    public static Html Filters(PageRequest request, Html fields) =>
        $"""<form class="filters" method="get" action="{request.Path}" role="search" data-filters>{fields}<noscript><button>Apply</button></noscript></form>""";

    public static Html Search(string value, string hint) =>
        $"""<label class="search">{Icons.Search}<span class="visually-hidden">Search</span><input type="search" name="q" value="{value}" placeholder="{hint}" autocomplete="off" spellcheck="false" data-search></label>""";

    public static Html Select(string label, string name, string value, IEnumerable<(string Value, string Text)> options) => $"""
        <label class="select"><span>{label}</span><select name="{name}" aria-label="{label}">{options.Select(Html (option) => $"""<option value="{option.Value}"{(string.Equals(option.Value, value, StringComparison.OrdinalIgnoreCase) ? $" selected" : Html.Empty)}>{option.Text}</option>""")}</select></label>
        """;

    public static Html Check(string label, string name, bool value) =>
        $"""<label class="check"><input type="checkbox" name="{name}" value="1"{(value ? $" checked" : Html.Empty)}>{label}</label>""";

    /// <summary>What the form passes on unchanged.</summary>
    public static Html Keep(PageRequest request, params string[] names) =>
        $"""{names.Where(name => request[name].Length > 0).Select(Html (name) => $"""<input type="hidden" name="{name}" value="{request[name]}">""")}""";

    /// <summary>Services, and their replicas where there are several.</summary>
    public static IEnumerable<(string Value, string Text)> SenderOptions(IEnumerable<Sender> senders)
    {
        yield return ("", "All resources");
        foreach (var service in senders.GroupBy(sender => sender.Service, StringComparer.OrdinalIgnoreCase))
        {
            yield return (service.Key, service.Key);
            foreach (var replica in service.Where(_ => service.Count() > 1))
            {
                yield return (replica.Name, $"\u00a0\u00a0{replica.Name}");
            }
        }
    }

    public static Html SenderName(Sender sender) => $"""<span class="sender c{sender.Colour}" title="{sender.Name}">{sender.Name}</span>""";

    public static Html Nothing(bool isEmpty, string text) => Html.If(isEmpty, () => $"""<p class="nothing">{text}</p>""");

    public static Html Notice(Notice? notice) => notice is null ? Html.Empty
        : $"""<p class="notice {(notice.IsError ? "error" : "success")}" role="status" data-notice>{notice.Text}</p>""";

    public static Html DetailsHead(string title, string close) =>
        $"""<div class="details-head"><h2>{title}</h2><a class="button quiet" data-soft data-close href="{close}" title="Close (Esc)">{Icons.Close}<span class="visually-hidden">Close</span></a></div>""";

    public static Html Pair(string name, Html value) => $"""<div><dt>{Breakable(name)}</dt><dd>{value}</dd></div>""";

    /// <summary>A dotted name that a line may end in, but only between its words.</summary>
    public static Html Breakable(string name) =>
        $"""{AfterMark().Split(name).Select(Html (word, index) => index == 0 ? Html.Text(word) : $"<wbr>{word}")}""";

    public static Html NotKept(int count, string what) => Html.If(count > 0, () => $"""<p class="notice">{count:N0} {what} were too many to be kept.</p>""");

    public static Html Tags(string title, IReadOnlyCollection<Tag> tags) => Html.If(tags.Count > 0, () =>
        $"""<h3>{title} <span class="count">{tags.Count}</span></h3><dl class="pairs">{tags.Select(tag => Pair(tag.Key, $"{tag.Value}"))}</dl>""");

    public static string Short(string id) => id.Length <= 7 ? id : id[..7];

    [GeneratedRegex("(?<=[._/])(?=[^._/])")]
    private static partial Regex AfterMark();
}
