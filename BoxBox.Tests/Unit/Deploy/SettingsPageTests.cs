using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using BoxBox.Tests.Fixtures.Deploy;

namespace BoxBox.Tests.Unit.Deploy;

/// <summary>What <c>docs/settings.md</c> says of the settings is what the options classes have.</summary>
public sealed partial class SettingsPageTests
{
    private static readonly string[] ReadElsewhere = ["Parameters:", "ConnectionStrings:", "Replicas:"];

    private static readonly string[] Sections = File.ReadAllText(Repository.Folder("docs", "settings.md")).Split("\n## ");

    private static readonly Dictionary<string, Row> OfServices = Sections.Where(section => !IsTheAppHosts(section)).SelectMany(RowsOf).ToDictionary(row => row.Name);

    private static readonly Dictionary<string, Row> OfTheAppHost = Sections.Where(IsTheAppHosts).SelectMany(RowsOf).ToDictionary(row => row.Name);

    [Fact]
    public void Each_setting_of_a_service_stands_there_with_its_default_and_its_range() => Assert.All(KnownSettings.OfServices, setting =>
    {
        var row = Assert.Contains(setting.Name, OfServices);

        if (setting.Default is string)
            Assert.Contains(DefaultOf(setting), row.Default, StringComparison.Ordinal);
        else if (DefaultOf(setting) is not "" and var standard)
            Assert.Equal(standard, row.Default.Trim('`'));
        if (row.Range is not null)
            Assert.Subset(Number().Matches(row.Range).Select(number => number.Value).ToHashSet(), BoundsOf(setting.Property).ToHashSet());
    });

    [Fact]
    public void Each_setting_of_the_AppHosts_stands_there_with_its_default() => Assert.All(KnownSettings.OfTheAppHost.Where(setting => !OfServices.ContainsKey(setting.Name)), setting =>
        Assert.Contains(DefaultOf(setting).Replace(",", "", StringComparison.Ordinal), Assert.Contains(setting.Name, OfTheAppHost).Default, StringComparison.Ordinal));

    [Fact]
    public void Each_row_is_a_setting_that_there_is()
    {
        Assert.Equal([], OfServices.Keys.Except(KnownSettings.OfServices.Select(setting => setting.Name)));
        Assert.Equal([], OfTheAppHost.Keys.Except(KnownSettings.OfTheAppHost.Select(setting => setting.Name)).Where(name => !ReadElsewhere.Any(name.StartsWith)));
    }

    private static bool IsTheAppHosts(string section) => section.StartsWith("The AppHost", StringComparison.Ordinal);

    // What is only known where it runs is said in words.
    private static string DefaultOf(KnownSetting setting) => setting.Default switch
    {
        null or Array { Length: 0 } => "",
        string text => text == Environment.MachineName ? "the machine's name" : text,
        bool flag => flag ? "true" : "false",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        var number => NumberOf(number),
    };

    private static IEnumerable<string> BoundsOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
            return allowed.Values.Select(value => NumberOf(value!));
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range)
            return [];
        if (range.OperandType == typeof(TimeSpan))
            return [NumberOf(TimeSpan.Parse((string)range.Minimum, CultureInfo.InvariantCulture).TotalMinutes), NumberOf(TimeSpan.Parse((string)range.Maximum, CultureInfo.InvariantCulture).TotalDays)];
        return new[] { range.Minimum, range.Maximum }.Where(bound => Convert.ToDouble(bound, CultureInfo.InvariantCulture) < long.MaxValue).Select(NumberOf);
    }

    private static string NumberOf(object number) => string.Format(CultureInfo.InvariantCulture, "{0:#,##0.##}", number);

    private static IEnumerable<Row> RowsOf(string section)
    {
        var cells = section.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Split('|')[1..].Select(cell => cell.Trim()).ToArray()).ToArray();
        if (cells is not [var head, _, .. var rows])
            yield break;
        var prefix = head[0].Trim('`') is [.., ':'] ofAll ? ofAll : "";
        var above = new Dictionary<string, Row>();
        foreach (var (name, row) in rows.SelectMany(row => NamesIn(row[0]).Select(name => (name, row))))
        {
            // "As above" is what the table has said of the last setting that ends with the same name.
            var same = above.GetValueOrDefault(name.Split(':')[^1]);
            var standard = row[1] == "as above" ? same!.Default : row[1];
            yield return above[name.Split(':')[^1]] = new Row(prefix + name, standard, head[2] != "range" ? null : row[2] == "as above" ? same!.Range : row[2]);
        }
    }

    /// <summary>A cell may name several; one that begins with a colon has the section of the one before it, and those that are numbered are one.</summary>
    private static IEnumerable<string> NamesIn(string cell)
    {
        var last = "";
        foreach (var name in Code().Matches(cell).Select(match => match.Groups[1].Value))
        {
            last = name.StartsWith(':') ? last[..last.LastIndexOf(':')] + name : name;
            if (!last.EndsWith(":1", StringComparison.Ordinal))
                yield return last.EndsWith(":0", StringComparison.Ordinal) ? last[..^2] : last;
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\d[\d.,]*(?<=\d)")]
    private static partial Regex Number();

    private sealed record Row(string Name, string Default, string? Range);
}
