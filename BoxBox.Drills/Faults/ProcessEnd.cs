using System.Diagnostics;

namespace BoxBox.Drills.Faults;

/// <summary>The end of this process as a crash brings it: no finally block, no handler, no flush runs.</summary>
internal static class ProcessEnd
{
    public static void Kill(string why)
    {
        // Not through the logger: its lines wait in a queue that dies with the process.
        Console.Error.WriteLine(why);
        using var self = Process.GetCurrentProcess();
        self.Kill();

        // Where a process cannot kill itself.
        Environment.FailFast(why);
    }
}
