namespace BoxBox.Tests.Fixtures.Tifosi;

/// <summary>The program as a process of its own, with an environment of its own.</summary>
internal sealed class TifosiProcess : IDisposable
{
    private readonly Process _process;
    private readonly WatchedOutput _output = new();
    private readonly WatchedOutput _error = new();
    private readonly Task _reading;

    private TifosiProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _error));
    }

    public static TifosiProcess Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BoxBox.Tifosi.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new TifosiProcess(Process.Start(start)!);
    }

    public Task SaysAsync(string part) => _output.HasAsync(part);

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public async Task<TifosiRun> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        return new TifosiRun(_process.ExitCode, _output.ToString(), _error.ToString());
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private static async Task ReadAsync(StreamReader from, WatchedOutput to)
    {
        while (await from.ReadLineAsync(CancellationToken.None) is { } line) to.WriteLine(line);
    }
}
