using System.Text.RegularExpressions;
using BoxBox.Tests.Fixtures.Tifosi;

namespace BoxBox.Tests.Integration.Tifosi;

[Trait("Needs", "chromium")]
public sealed partial class ReportTests
{
    [Fact(Timeout = 120_000)]
    public async Task The_report_opens_in_a_browser_without_errors_and_asks_nobody_for_anything()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var folder = new TemporaryFolder();
        var scenario = folder.Write("mine.json", """{ "name": "<script>console.error('oh')</script>", "startUsers": 3, "pause": "20ms", "stages": [ { "duration": "2s", "target": 3 } ], "thresholds": { "http_req_duration": ["p(95)<200"], "checks": ["rate>2"] } }""");
        var file = Path.Combine(folder.FullName, "report.html");

        var tifosi = await TifosiRun.PlayAsync(gateway, "run", scenario, "--follow", "--seed", "16", "--report", file);
        var html = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var (document, console) = await Chromium.OpenAsync(file, TestContext.Current.CancellationToken);

        Assert.Equal(99, tifosi.ExitCode);
        Assert.Empty(console);
        Assert.Empty(Elsewhere().Matches(html));
        // Rate, three percentiles, users, errors.
        Assert.Equal(6, document.Split("<polyline").Length - 1);
        foreach (var part in new[] { "A threshold is crossed.", "p(95)&lt;200", "The ledger at the end", $"{gateway.Orders.Count} placed by this run; 0 not accounted for", "From placed to each step", "seed", "machine of the fans", "color-scheme:light dark", gateway.Url })
            Assert.Contains(part, document, StringComparison.Ordinal);
    }

    /// <summary>What would make a browser load something.</summary>
    [GeneratedRegex("""<script|<link(?![^>]*href="data:)|<img|<iframe|@import|url\(|src=""", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
