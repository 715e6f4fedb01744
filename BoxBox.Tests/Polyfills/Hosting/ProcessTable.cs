using System.Diagnostics;

namespace BoxBox.Tests.Polyfills.Hosting;

/// <summary>The processes of this machine, from /proc.</summary>
internal static class ProcessTable
{
    /// <summary>The processes that were started with the text in their environment, or by one that was.</summary>
    public static IReadOnlyList<int> WithEnvironment(string text) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, null))
            .Where(id => Read($"/proc/{id}/environ").Contains(text, StringComparison.Ordinal))];

    public static string CommandLine(int id) => Read($"/proc/{id}/cmdline").Replace('\0', ' ');

    /// <summary>Waits until none of them is there any more.</summary>
    public static async Task GoneAsync(IEnumerable<int> ids)
    {
        foreach (var id in ids)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);
            }
            catch (ArgumentException)
            {
                // It is gone already.
            }
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
