namespace BoxBox.Tests.Fixtures.Tifosi;

/// <summary>The program as a process of its own, with an environment of its own.</summary>
internal sealed class TifosiProcess : IDisposable
{
    private readonly Process process;
    private readonly WatchedOutput output = new();
    private readonly WatchedOutput error = new();
    private readonly Task reading;

    private TifosiProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, error));
    }

    public static TifosiProcess Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BoxBox.Tifosi.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new TifosiProcess(Process.Start(start)!);
    }

    public Task SaysAsync(string part) => output.HasAsync(part);

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public async Task<TifosiRun> EndAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        await reading.WaitAsync(cancellationToken);
        return new TifosiRun(process.ExitCode, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
        output.Dispose();
        error.Dispose();
    }

    private static async Task ReadAsync(StreamReader from, WatchedOutput to)
    {
        while (await from.ReadLineAsync(CancellationToken.None) is { } line) to.WriteLine(line);
    }
}
