using System.Diagnostics;
using System.Reflection;

namespace BoxBox.Benchmarks.Processes;

/// <summary>A service of Box Box (or a floor) as its own Release process, with people who need no time.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoHumanTime = new()
    {
        ["Panettiere__TimeToMakeADoughInSeconds"] = "0", ["Panettiere__SleepDurationInSeconds"] = "0",
        ["Fornaio__TimeToBakeSmallInSeconds"] = "0", ["Fornaio__TimeToBakeMediumInSeconds"] = "0", ["Fornaio__TimeToBakeLargeInSeconds"] = "0", ["Fornaio__ProbabilityOfBurning"] = "0",
        ["Maestro__SmokingDurationInSeconds"] = "0", ["Maestro__LunchDurationInSeconds"] = "0",
        ["Fattorino__TripDurationInSeconds"] = "0",
        ["RateLimits__RequestsPerSecond"] = "0", ["Live__MostClients"] = "10000",
        ["DOTNET_ENVIRONMENT"] = "Production",
    };

    private readonly Child _child;

    private Service(Child child, Uri http, Uri? grpc) => (_child, Http, Grpc) = (child, http, grpc);

    public Uri Http { get; }

    /// <summary>Of the two who have colleagues.</summary>
    public Uri? Grpc { get; }

    /// <summary>From the start of the process to its first healthy answer.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>The repository, and with it everybody's Release programs.</summary>
    public static string Repository
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "BoxBox.sln"))) return folder.FullName;
            throw new InvalidOperationException($"No BoxBox.sln above {AppContext.BaseDirectory}.");
        }
    }

    public static Task<Service> StartGatewayAsync(NatsServer nats, CancellationToken cancellationToken) => StartGatewayAsync(nats.Url, replicas: 1, cancellationToken);

    /// <param name="nats">The URLs of all servers of a cluster, with commas.</param>
    /// <param name="replicas">On how many of them an order is kept.</param>
    /// <param name="environment">Where it is not published, the page's files are there in Development only.</param>
    public static Task<Service> StartGatewayAsync(string nats, int replicas, CancellationToken cancellationToken, string environment = "Production")
    {
        var http = LocalUri();
        return StartAsync("BoxBox.PaddockGateway", http, grpc: null, new() { ["ASPNETCORE_URLS"] = Bare(http), ["ConnectionStrings__nats"] = nats, ["Orders__Replicas"] = $"{replicas}", ["DOTNET_ENVIRONMENT"] = environment }, cancellationToken);
    }

    public static Task<Service> StartWorkerAsync(string name, NatsServer nats, Service? panettiere, Service? fornaio, CancellationToken cancellationToken)
    {
        var (http, grpc) = (LocalUri(), LocalUri());
        var settings = new Dictionary<string, string>
        {
            ["Kestrel__Endpoints__http__Url"] = Bare(http), ["ConnectionStrings__nats"] = nats.Url,
        };
        // The Fattorino has no gRPC.
        if (name != "BoxBox.Fattorino") settings["Kestrel__Endpoints__grpc__Url"] = Bare(grpc);
        if (panettiere?.Grpc is { } dough) settings["services__panettiere__grpc__0"] = Bare(dough);
        if (fornaio?.Grpc is { } oven) settings["services__fornaio__grpc__0"] = Bare(oven);
        return StartAsync(name, http, grpc, settings, cancellationToken);
    }

    /// <summary>A process of this program that does the bare minimum.</summary>
    public static Task<Service> StartFloorAsync(string floor, NatsServer nats, CancellationToken cancellationToken, params IEnumerable<string> more)
    {
        var http = LocalUri();
        string[] command = ["dotnet", Assembly.GetExecutingAssembly().Location, "floor", floor, "--urls", Bare(http), "--nats", nats.Url, .. more];
        return WaitAsync(Child.Start($"floor-{floor}", AppContext.BaseDirectory, command, NoHumanTime), http, grpc: null, cancellationToken);
    }

    public (double Rss, double Pss) Memory()
    {
        _child.MustRun();
        return _child.Memory();
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    private static Task<Service> StartAsync(string name, Uri http, Uri? grpc, Dictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository, name, "bin", "Release", "net10.0");
        var program = Path.Combine(folder, $"{name}.dll");
        if (!File.Exists(program)) throw new FileNotFoundException($"{program} is not built: ./bench builds it.");
        foreach (var (key, value) in NoHumanTime) settings.TryAdd(key, value);
        return WaitAsync(Child.Start(name, folder, ["dotnet", program], settings), http, grpc, cancellationToken);
    }

    private static async Task<Service> WaitAsync(Child child, Uri http, Uri? grpc, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = http };
        await Wait.UntilAsync(async () =>
        {
            child.MustRun();
            using var answer = await client.GetAsync("/health", cancellationToken);
            return answer.IsSuccessStatusCode;
        }, $"{child.Name} healthy", cancellationToken);
        return new Service(child, http, grpc) { StartTime = Stopwatch.GetElapsedTime(child.Started) };
    }

    private static Uri LocalUri() => new($"http://127.0.0.1:{Ports.Free()}");

    private static string Bare(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
