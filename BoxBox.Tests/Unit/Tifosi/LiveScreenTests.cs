using BoxBox.Tests.Fixtures.Tifosi;
using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Gateway;
using BoxBox.Tifosi.Load;
using BoxBox.Tifosi.Scenarios;
using BoxBox.Tifosi.Screens;
using Spectre.Console;
using Outcome = BoxBox.Tifosi.Load.Outcome;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class LiveScreenTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_terminal_shows_the_story_the_figures_and_what_is_not_true_in_red()
    {
        using var bench = new LoadBench();
        await using var written = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(written) });
        var screen = new LiveScreen(terminal);
        var ledger = new LedgerTotals(10, 2, 0, 0, 0, 5, 0, 0, 0, 1, 40);

        await screen.DuringAsync(() =>
        {
            screen.Say("Ferrari takes the lead! [P1]");
            bench.Tally.Joined();
            bench.Tally.Answered(Outcome.Fine, TimeSpan.FromMilliseconds(12));
            bench.Tally.Answered(Outcome.FailedBy("status 503"), TimeSpan.FromMilliseconds(12));
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            var lead = new Latencies();
            lead.Record(TimeSpan.FromSeconds(3));
            var followed = new FollowSummary(20, 1, 2, 0, 3, 4, new Dictionary<string, Latencies> { ["completed"] = lead });
            screen.Show(new BoxBox.Tifosi.Screens.Progress(new UsersPlan(FerrariScenarios.Winning), bench.Tally.Totals(), bench.Tally.Turn(), followed, new Books(ledger, ledger, 6)));
            return Task.CompletedTask;
        });

        var text = written.ToString();
        foreach (var part in new[] { "Ferrari takes the lead! [P1]", "Ferrari is winning", "stage 1/4", "2.0/s", "12ms", "1 status 503", "→ completed", "3s" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        // 6 placed and none of them in the ledger, and 3 that are accepted and nowhere.
        foreach (var alarm in new[] { "9 orders not accounted for by the ledger", "1 events seen twice", "2 events missed" })
            Assert.Contains($"\u001b[1;91m{alarm}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("0 0 0", "▁▁▁")]
    [InlineData("0 50 100", "▁▅█")]
    [InlineData("9 0 100", "▂▁█")]
    public void A_sparkline_is_as_high_as_its_highest_value(string values, string bars) =>
        Assert.Equal(bars, Sparkline.Of(values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => double.Parse(value, null)), 3));
}
