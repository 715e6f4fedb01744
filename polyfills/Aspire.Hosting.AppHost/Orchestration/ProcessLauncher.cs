using System.Diagnostics;
using System.Text;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts processes that cannot outlive this one.</summary>
internal static class ProcessLauncher
{
    // Meant for the app host, not for what it starts.
    private static readonly string[] NotInherited = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    // The process runs in a session of its own, so that a Ctrl+C at the terminal reaches the app host alone, which then stops it in its turn.
    // Beside it in that session a guard reads from a pipe which nobody writes to. The other end of it is the app host's: when that closes,
    // however the app host ended, the guard ends the whole group, gently first. The process is exec'd: its id and exit code are the real ones.
    // It takes bash: a plain sh may drop variables whose names are not its own, such as services__my-shop__http__0.
    private const string GuardedExec = """
        exec 3<&0
        {
            trap '' HUP INT QUIT TERM
            read -r _ <&3
            kill -TERM 0
            tries=0
            while kill -0 $$ 2>/dev/null && [ "$tries" -lt 50 ]; do
                sleep 0.2
                tries=$((tries + 1))
            done
            kill -KILL 0
        } >/dev/null 2>&1 &
        exec "$0" "$@" </dev/null 3<&-
        """;

    /// <exception cref="DistributedApplicationException">The program or its working directory is not there.</exception>
    public static ChildProcess Start(ChildProcessSpec spec, Action<string, bool> output)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw Unsupported.Platform();
        }

        if (!Directory.Exists(spec.WorkingDirectory))
        {
            throw new DistributedApplicationException($"its working directory '{spec.WorkingDirectory}' does not exist.");
        }

        var start = new ProcessStartInfo(Find("setsid", null))
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var variable in NotInherited)
        {
            start.Environment.Remove(variable);
        }

        foreach (var (variable, value) in spec.Environment)
        {
            start.Environment[variable] = value;
        }

        string[] guarded = [Find("bash", null), "-c", GuardedExec, Find(spec.Command, spec), .. spec.Arguments];
        Array.ForEach(guarded, start.ArgumentList.Add);
        return new ChildProcess(Process.Start(start)!, output);
    }

    private static string Find(string command, ChildProcessSpec? spec)
    {
        if (command.Contains('/', StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(command, spec?.WorkingDirectory ?? Directory.GetCurrentDirectory());
            return File.Exists(path) ? path : throw new DistributedApplicationException($"its program '{path}' does not exist.");
        }

        var folders = spec?.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        return folders.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists)
            ?? throw new DistributedApplicationException($"its program '{command}' is not on the PATH. Install it, or put its folder there.");
    }
}
