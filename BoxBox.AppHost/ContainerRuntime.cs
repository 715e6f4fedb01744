using System.ComponentModel;
using System.Diagnostics;

namespace BoxBox.AppHost;

/// <summary>Finds out whether docker or podman runs here: their clients may be installed without an engine that answers.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static bool Answers() => Answers("docker", Deadline) || Answers("podman", Deadline);

    internal static bool Answers(string client, TimeSpan deadline)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(client, ["ps", "--quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            if (process.WaitForExit(deadline))
                return process.ExitCode == 0;
            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            // The program is not on the PATH.
            return false;
        }
    }
}
