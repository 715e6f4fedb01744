using System.Diagnostics;
using System.Globalization;

namespace BoxBox.Benchmarks.Processes;

/// <summary>A process under test: never this one, and gone with this one. What it prints goes to a file.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _log;

    private Child(string name, Process process, string log)
    {
        (Name, _process, _log) = (name, process, log);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public string Name { get; }

    /// <summary>When it was started; <see cref="Stopwatch"/>'s.</summary>
    public long Started { get; private init; }

    /// <param name="folder">Where it runs; a service has its settings there.</param>
    public static Child Start(string name, string folder, IEnumerable<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var log = Path.Combine(Path.GetTempPath(), $"box-box-bench-{Environment.ProcessId}-{name}.log");
        // The shell gives way to the program, so that the pid is the program's.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", log, .. command]) { WorkingDirectory = folder };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var began = Stopwatch.GetTimestamp();
        return new Child(name, Process.Start(start)!, log) { Started = began };
    }

    public int Id => _process.Id;

    /// <summary>Whether it has printed this.</summary>
    public bool Says(string text) => File.Exists(_log) && File.ReadAllText(_log).Contains(text, StringComparison.Ordinal);

    /// <summary>Asks it to end, as an operator would, and gives it a while.</summary>
    public async Task TerminateAsync(TimeSpan patience)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Resident, of this process alone and with its share of what others map, too (PSS), in megabytes.</summary>
    public (double Rss, double Pss) Memory() => MemoryOf(_process.Id);

    public static (double Rss, double Pss) MemoryOf(int pid)
    {
        var lines = File.ReadAllLines($"/proc/{pid}/smaps_rollup");
        return (Megabytes("Rss:"), Megabytes("Pss:"));

        double Megabytes(string field) =>
            double.Parse(lines.First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <exception cref="InvalidOperationException">It has ended; with the last it said.</exception>
    public void MustRun()
    {
        if (_process.HasExited) throw new InvalidOperationException($"{Name} has ended with {_process.ExitCode}: {string.Join(" | ", File.ReadLines(_log).TakeLast(5))}");
    }

    /// <summary>E.g. <c>STOP</c>.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_log);
    }

    private void OnExit(object? sender, EventArgs e) => _process.Kill();
}
