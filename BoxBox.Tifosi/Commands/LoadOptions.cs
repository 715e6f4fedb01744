using System.CommandLine;
using System.CommandLine.Parsing;
using BoxBox.Tifosi.Results;
using BoxBox.Tifosi.Running;

namespace BoxBox.Tifosi.Commands;

/// <summary>What every command that makes load takes.</summary>
internal sealed class LoadOptions
{
    private const double MostTimeScale = 1000;

    private readonly Option<long?> _orders = new("--orders") { Description = "At most so many orders in all.", HelpName = "COUNT" };
    private readonly Option<double> _bad = Values.Share("--bad", "Which share of the orders breaks a rule; that they are rejected counts as success.");
    private readonly Option<int> _seed = new("--seed") { Description = "The same orders (and the same weekend) again.", HelpName = "NUMBER", DefaultValueFactory = _ => 44 };
    private readonly Option<bool> _follow = new("--follow") { Description = "Listen to the live stream meanwhile: lead times, events missed or seen twice, orders not in the ledger." };
    private readonly Option<Threshold[]> _thresholds = new("--threshold") { Description = "What must hold at the end, such as \"http_req_duration p(95)<200\"; may be given again.", HelpName = "THRESHOLD", CustomParser = ParseThresholds };
    private readonly Option<string[]> _summary = new("--summary") { Description = "Writes the summary to a file: JSON as k6's, or Markdown where its name ends in .md; may be given again.", HelpName = "FILE" };
    private readonly Option<string?> _report = new("--report") { Description = "Writes a page to look at.", HelpName = "FILE.html" };

    private readonly Option<double> _timeScale = new("--time-scale")
    {
        Description = "The scenario so many times faster.",
        HelpName = "FACTOR",
        DefaultValueFactory = _ => 1,
        CustomParser = argument => Values.ParsePositive(argument, "--time-scale", MostTimeScale),
    };

    public LoadOptions() => _orders.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<long?>() is < 1) result.AddError("--orders must be at least 1.");
    });

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _orders, _bad, _seed, _follow, _thresholds, _summary, _report, _timeScale }) command.Options.Add(option);
    }

    public int Seed(ParseResult arguments) => arguments.GetValue(_seed);

    public double TimeScale(ParseResult arguments) => arguments.GetValue(_timeScale);

    public RunOptions Of(ParseResult arguments, IEnumerable<Threshold> fromFile) => new(
        arguments.GetValue(_orders), arguments.GetValue(_bad), Seed(arguments), arguments.GetValue(_follow), [.. fromFile, .. arguments.GetValue(_thresholds) ?? []]);

    /// <summary>Writes the files that were asked for.</summary>
    /// <exception cref="IOException">One cannot be written.</exception>
    public async Task WriteFilesAsync(ParseResult arguments, RunResult result, CancellationToken cancellationToken)
    {
        foreach (var file in arguments.GetValue(_summary) ?? [])
        {
            var isMarkdown = Path.GetExtension(file).Equals(".md", StringComparison.OrdinalIgnoreCase);
            await File.WriteAllTextAsync(file, isMarkdown ? SummaryMarkdown.Of(result) : SummaryJson.Of(result), cancellationToken);
        }

        if (arguments.GetValue(_report) is { } page) await File.WriteAllTextAsync(page, Report.Of(result), cancellationToken);
    }

    private static Threshold[]? ParseThresholds(ArgumentResult argument)
    {
        try
        {
            return [.. argument.Tokens.Select(token => Threshold.Parse(token.Value))];
        }
        catch (FormatException e)
        {
            argument.AddError(e.Message);
            return null;
        }
    }
}
