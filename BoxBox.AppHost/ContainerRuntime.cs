using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace BoxBox.AppHost;

/// <summary>Finds out whether docker or podman runs here: their clients may be installed without an engine that answers.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>The setting <c>Containers</c> (true or false) decides; without it, whether an engine answers.</summary>
    public static bool Answers(IConfiguration configuration) =>
        configuration.GetValue<bool?>("Containers") ?? (Answers("docker") || Answers("podman"));

    private static bool Answers(string client)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(client, ["ps", "--quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            return process is not null && process.WaitForExit(Deadline) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // The program is not on the PATH.
            return false;
        }
    }
}
