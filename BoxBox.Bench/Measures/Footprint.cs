using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;

namespace BoxBox.Benchmarks.Measures;

/// <summary>Each service: from the start of its process to its first healthy answer, and its memory after a while without work; beside a bare Kestrel with the same packages. Then all of <c>./run</c>.</summary>
internal static class Footprint
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private static readonly string[] Services = ["BoxBox.PaddockGateway", "BoxBox.Maestro", "BoxBox.Panettiere", "BoxBox.Fornaio", "BoxBox.Fattorino"];

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        await using var nats = await NatsServer.StartAsync(cancellationToken);
        await using var panettiere = await Service.StartWorkerAsync("BoxBox.Panettiere", nats, null, null, cancellationToken);
        await using var fornaio = await Service.StartWorkerAsync("BoxBox.Fornaio", nats, null, null, cancellationToken);
        var rows = new List<Row>();
        foreach (var name in Services)
        {
            List<double> start = [], bareStart = [], rss = [], bareRss = [], pss = [], barePss = [];
            for (var round = 1; round <= setup.Rounds; round++)
            {
                await using (var service = await StartAsync(name, nats, panettiere, fornaio, cancellationToken)) await KeepAsync(service, start, rss, pss, cancellationToken);
                await using (var bare = await Service.StartFloorAsync("bare", nats, cancellationToken)) await KeepAsync(bare, bareStart, bareRss, barePss, cancellationToken);
                setup.Say($"footprint {name} {round}/{setup.Rounds}: {start[^1]:0.00} s, {rss[^1]:0} MB");
            }

            rows.Add(new($"{name}: start to healthy", "s", start, bareStart, "≤ 0.5 s", (mine, _) => mine <= 0.5));
            rows.Add(new($"{name}: idle, RSS", "MB", rss, bareRss, "≤ 64 MB", (mine, _) => mine <= 64));
            rows.Add(new($"{name}: idle, PSS", "MB", pss, barePss, "", null));
        }

        rows.AddRange(await OfTheWholeAsync(setup, cancellationToken));
        return rows;
    }

    private static async Task<IEnumerable<Row>> OfTheWholeAsync(Setup setup, CancellationToken cancellationToken)
    {
        List<double> start = [], pss = [];
        for (var round = 1; round <= setup.Rounds; round++)
        {
            await using var run = await WholeRun.StartAsync(cancellationToken);
            start.Add(run.StartTime.TotalSeconds);
            await Task.Delay(Idle, TimeProvider.System, cancellationToken);
            pss.Add(WholeRun.Pss());
            setup.Say($"footprint of the whole {round}/{setup.Rounds}: {start[^1]:0.0} s, {pss[^1]:0} MB");
        }

        return
        [
            new("all of ./run: start to healthy", "s", start, [], "8 s", (mine, _) => mine <= 8),
            new("all of ./run: idle, PSS of all processes", "MB", pss, [], "1,100 MB", (mine, _) => mine <= 1100),
        ];
    }

    private static Task<Service> StartAsync(string name, NatsServer nats, Service panettiere, Service fornaio, CancellationToken cancellationToken) =>
        name == "BoxBox.PaddockGateway"
            ? Service.StartGatewayAsync(nats, cancellationToken)
            : Service.StartWorkerAsync(name, nats, name == "BoxBox.Maestro" ? panettiere : null, name == "BoxBox.Maestro" ? fornaio : null, cancellationToken);

    private static async Task KeepAsync(Service service, List<double> start, List<double> rss, List<double> pss, CancellationToken cancellationToken)
    {
        start.Add(service.StartTime.TotalSeconds);
        await Task.Delay(Idle, TimeProvider.System, cancellationToken);
        var memory = service.Memory();
        rss.Add(memory.Rss);
        pss.Add(memory.Pss);
    }
}
