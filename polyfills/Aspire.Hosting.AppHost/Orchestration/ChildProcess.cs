using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Orchestration;

/// <summary>A running process and everything that it started.</summary>
internal sealed class ChildProcess
{
    // What is still in the pipes when a process has ended comes at once; a stray grandchild must not hold the news back.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private const int SigTerm = 15;
    private const int SigKill = 9;

    private readonly Process process;
    private readonly Action<string, bool> output;

    public ChildProcess(Process process, Action<string, bool> output)
    {
        this.process = process;
        this.output = output;
        Id = process.Id;
        Exited = WatchAsync();
    }

    public int Id { get; }

    /// <summary>Ends with the exit code, when the process has ended and its output is read. Killed by a signal: 128 and its number.</summary>
    public Task<int> Exited { get; }

    /// <summary>SIGTERM to the process and all its children.</summary>
    public void Terminate() => Signal(SigTerm);

    /// <summary>SIGKILL to the process and all its children.</summary>
    public void Kill() => Signal(SigKill);

    private void Signal(int signal)
    {
        // In its first moments the process has no group of its own yet. Where neither is there, it is gone, which is what the signal is for.
        if (!Exited.IsCompleted && NativeKill(-Id, signal) != 0)
        {
            _ = NativeKill(Id, signal);
        }
    }

    private async Task<int> WatchAsync()
    {
        var lines = Task.WhenAll(ReadAsync(process.StandardOutput, isError: false), ReadAsync(process.StandardError, isError: true));
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        var exitCode = process.ExitCode;

        // The guard ends with this, and takes with it whatever the process left behind.
        process.StandardInput.Close();
        await Task.WhenAny(lines, Task.Delay(DrainTime, TimeProvider.System)).ConfigureAwait(false);
        process.Dispose();
        return exitCode;
    }

    private async Task ReadAsync(StreamReader reader, bool isError)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                output(line, isError);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe was closed after the process had ended.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int processId, int signal);
}
