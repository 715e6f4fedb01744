using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace BoxBox.Benchmarks.Results;

/// <summary>Where and when it was measured, and whether somebody else was at work there.</summary>
internal sealed record Machine(DateTimeOffset At, string Processor, int Cores, double MemoryInGigabytes, string System, string Runtime, string Nats, double LoadBefore)
{
    /// <summary>More than a fifth of a core was in use before the first of our processes started.</summary>
    public bool IsBusy => LoadBefore > 0.2 * Cores;

    public static Machine Here() => new(
        TimeProvider.System.GetUtcNow(),
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "unknown processor",
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        NatsVersion(),
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));

    public override string ToString() =>
        $"{At:yyyy-MM-dd HH:mm} UTC; {Processor}, {Cores} cores, {MemoryInGigabytes} GB; {System}; {Runtime}; {Nats}; load before: {LoadBefore.ToString(CultureInfo.InvariantCulture)}{(IsBusy ? " (BUSY: others were at work, the figures are worth little)" : "")}";

    private static string NatsVersion()
    {
        using var version = Process.Start(new ProcessStartInfo("nats-server", ["--version"]) { RedirectStandardOutput = true })!;
        return version.StandardOutput.ReadToEnd().Trim();
    }
}
