using System.Text.RegularExpressions;

namespace BoxBox.Tests.Unit.Deploy;

public sealed partial class PageTests
{
    [Fact]
    public void Each_row_of_what_is_lost_is_shown_by_a_test_that_is_there_or_said_to_be_untested()
    {
        var page = File.ReadAllText(Repository.Folder("docs", "deploy.md"));
        var tests = typeof(PageTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).Append("untested").ToHashSet();

        var rows = page.Split("### What is lost when what dies")[1].Split("\n\n")[1].Split('\n')[2..];
        var shownBy = rows.Select(row => LastCell().Match(row).Groups[1].Value).ToList();

        Assert.InRange(shownBy.Count, 10, 30);
        Assert.All(shownBy, name => Assert.Contains(name, tests));
    }

    [GeneratedRegex(@"\| `?(\w+)`? \|$")]
    private static partial Regex LastCell();
}
