using System.Diagnostics;
using System.Text;

namespace BoxBox.Benchmarks.Processes;

/// <summary>All of Box Box as <c>./run</c> starts it, on its fixed ports, for release.</summary>
internal sealed class WholeRun : IAsyncDisposable
{
    // What the AppHost starts has it from there: so its processes are found, whoever started them.
    private const string Mark = "BOXBOX_BENCH_RUN";

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly Child _appHost;

    private WholeRun(Child appHost) => _appHost = appHost;

    /// <summary>From the start of the AppHost to everybody healthy.</summary>
    public TimeSpan StartTime { get; private set; }

    public static async Task<WholeRun> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Service.Repository, "BoxBox.AppHost");
        var child = Child.Start("apphost", folder, ["dotnet", Path.Combine(folder, "bin", "Release", "net10.0", "BoxBox.AppHost.dll"), "--Containers=false"], new Dictionary<string, string>
        {
            [Mark] = $"{Environment.ProcessId}",
            // As its launch profile says.
            ["ASPNETCORE_URLS"] = "http://localhost:15888", ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true", ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:15889", ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = "http://localhost:15890",
        });
        var run = new WholeRun(child);
        try
        {
            await Wait.UntilAsync(() =>
            {
                child.MustRun();
                return Task.FromResult(child.Says("Box Box is open"));
            }, "all of Box Box healthy", cancellationToken);
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }

        run.StartTime = Stopwatch.GetElapsedTime(child.Started);
        return run;
    }

    /// <summary>Of all its processes together, in megabytes: what several map is counted once.</summary>
    public static double Pss() => Pids().Sum(pid => Child.MemoryOf(pid).Pss);

    public async ValueTask DisposeAsync()
    {
        await _appHost.TerminateAsync(StopPatience);
        await _appHost.DisposeAsync();
        foreach (var pid in Pids())
        {
            using var left = Process.GetProcessById(pid);
            left.Kill();
        }
    }

    private static List<int> Pids() =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, null)).Where(IsOurs)];

    private static bool IsOurs(int pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/environ")).Split('\0').Contains($"{Mark}={Environment.ProcessId}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has just ended, or is somebody else's.
            return false;
        }
    }
}
