using System.CommandLine;
using BoxBox.Benchmarks.Floors;
using BoxBox.Benchmarks.Measures;
using BoxBox.Benchmarks.Results;

namespace BoxBox.Benchmarks;

/// <summary>The commands of the benchmark: a measurement each, or all of them.</summary>
internal static class BenchProgram
{
    private static readonly Dictionary<string, (string Description, Func<Setup, CancellationToken, Task<IReadOnlyList<Row>>> MeasureAsync)> Measurements = new()
    {
        ["intake"] = ("Orders taken a second, and how long that takes.", Intake.MeasureAsync),
        ["way"] = ("Orders completed a second, the whole way.", Way.MeasureAsync),
        ["lookup"] = ("Look-ups of completed orders a second.", Lookup.MeasureAsync),
        ["live"] = ("Many who listen, and many events a second.", Live.MeasureAsync),
        ["resume"] = ("Many who come back at once.", Resume.MeasureAsync),
        ["page"] = ("Frames and memory of the pit wall in a browser, under 2,000 open orders.", PitWall.MeasureAsync),
        ["restart"] = ("How long a gateway takes to know a long stream.", Restart.MeasureAsync),
        ["leader"] = ("How long no order is taken where a cluster loses its leader.", LeaderLost.MeasureAsync),
        ["footprint"] = ("Start time and idle memory of each service.", Footprint.MeasureAsync),
    };

    private static readonly Option<int> Rounds = new("--rounds") { Description = "Product and floor by turns, so often.", DefaultValueFactory = _ => 3, Recursive = true };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "How long each is measured.", DefaultValueFactory = _ => 8, Recursive = true };
    private static readonly Option<int> WarmUp = new("--warm-up") { Description = "Seconds before that.", DefaultValueFactory = _ => 4, Recursive = true };
    private static readonly Option<int> Orders = new("--orders") { Description = "Ended orders in the stream of restart.", DefaultValueFactory = _ => 122_000, Recursive = true };
    private static readonly Option<int> Clients = new("--clients") { Description = "Who listen live.", DefaultValueFactory = _ => 1000, Recursive = true };
    private static readonly Option<int> Events = new("--events") { Description = "Events a second to each of them.", DefaultValueFactory = _ => 500, Recursive = true };
    private static readonly Option<string?> Json = new("--json") { Description = "Writes the figures to a file.", HelpName = "FILE", Recursive = true };

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Measures Box Box beside its floors: what the same libraries do with nothing around them.") { Rounds, Seconds, WarmUp, Orders, Clients, Events, Json };
        foreach (var option in new[] { Rounds, Seconds, WarmUp, Orders, Clients, Events })
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() < 1) result.AddError($"{option.Name} must be at least 1.");
            });
        foreach (var (name, measurement) in Measurements) root.Subcommands.Add(CommandOf(name, measurement.Description, [name]));
        root.Subcommands.Add(CommandOf("all", "All of them.", [.. Measurements.Keys]));
        root.Subcommands.Add(Floor());
        return root.Parse(args).InvokeAsync();
    }

    private static Command CommandOf(string command, string description, string[] names)
    {
        var made = new Command(command, description);
        made.SetAction(async (arguments, stop) =>
        {
            var setup = new Setup(
                arguments.GetValue(Rounds), TimeSpan.FromSeconds(arguments.GetValue(WarmUp)), TimeSpan.FromSeconds(arguments.GetValue(Seconds)), arguments.GetValue(Orders), arguments.GetValue(Clients), arguments.GetValue(Events), Console.Error.WriteLine);
            var machine = Machine.Here();
            var rows = new List<Row>();
            var failed = 0;
            foreach (var name in names)
            {
                try
                {
                    rows.AddRange(await Measurements[name].MeasureAsync(setup, stop));
                }
                catch (Exception e) when (e is InvalidOperationException or TimeoutException)
                {
                    failed++;
                    // The others are worth measuring all the same.
                    await Console.Error.WriteLineAsync($"{name} could not be measured: {e.Message}");
                }
            }

            foreach (var line in Table.Lines(machine, rows)) Console.WriteLine(line);
            if (arguments.GetValue(Json) is { } file) await File.WriteAllTextAsync(file, Table.Json(machine, rows), stop);
            return failed == 0 ? 0 : 1;
        });
        return made;
    }

    /// <summary>What this program starts as the other process of a comparison.</summary>
    private static Command Floor()
    {
        var name = new Argument<string>("NAME");
        Option<string> urls = new("--urls") { Required = true }, nats = new("--nats") { Required = true };
        Option<string?> panettiere = new("--panettiere"), fornaio = new("--fornaio");
        var command = new Command("floor", "Runs a floor.") { name, urls, nats, panettiere, fornaio };
        command.Hidden = true;
        command.SetAction((arguments, stop) => FloorProgram.RunAsync(
            arguments.GetRequiredValue(name), arguments.GetRequiredValue(urls), arguments.GetRequiredValue(nats), arguments.GetValue(panettiere), arguments.GetValue(fornaio), stop));
        return command;
    }
}
