using System.Collections.Concurrent;
using System.Diagnostics;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>One of our services as a real process, from its build output: a SIGKILL leaves nothing of it behind.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>What a process killed by SIGKILL ends with.</summary>
    private const int Killed = 128 + 9;

    private const int LinesKept = 40;

    private readonly string service;
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];

    private ServiceProcess(string service, Process process)
    {
        (this.service, this.process) = (service, process);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <param name="service">The service, e.g. <c>Maestro</c>.</param>
    /// <param name="settings">As on its command line, e.g. <c>--Orders:AckWaitInSeconds=1</c>.</param>
    public static ServiceProcess Start(string service, IEnumerable<string> settings)
    {
        // The tests lie in bin/CONFIGURATION/FRAMEWORK, and so does the service.
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var folder = Repository.Folder($"BoxBox.{service}", "bin", framework.Parent!.Name, framework.Name);
        var start = new ProcessStartInfo(Path.Combine(folder, $"BoxBox.{service}"), settings)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_ENVIRONMENT"] = "Development" },
        };
        return new ServiceProcess(service, Process.Start(start) ?? throw new InvalidOperationException($"{service} did not start."));
    }

    /// <summary>Waits until it has been killed, by itself or somebody else; any other end is a failure.</summary>
    public async Task KilledAsync(CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"{service} was not killed. {LastLines}", e);
        }

        Assert.True(process.ExitCode == Killed, $"{service} ended with {process.ExitCode}. {LastLines}");
    }

    /// <summary>SIGKILL; returns when the process is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private string LastLines => $"Its last lines:\n{string.Join('\n', lines)}";

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        if (lines.Count > LinesKept)
            lines.TryDequeue(out _);
    }

    private void OnExit(object? sender, EventArgs e) => process.Kill();
}
