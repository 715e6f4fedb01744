namespace BoxBox.Tests.Fixtures.Tifosi;

/// <summary>Opens a page without a window.</summary>
internal static class Chromium
{
    /// <returns>The document as it stands then, and what the page wrote to its console: errors of its own and of the browser's.</returns>
    public static async Task<(string Document, IReadOnlyList<string> Console)> OpenAsync(string file, CancellationToken cancellationToken)
    {
        using var profile = new TemporaryFolder();
        var start = new ProcessStartInfo("chromium", [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=2000", $"--user-data-dir={profile.FullName}", "--dump-dom", new Uri(file).AbsoluteUri,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var browser = Process.Start(start)!;
        try
        {
            var document = browser.StandardOutput.ReadToEndAsync(cancellationToken);
            var log = await browser.StandardError.ReadToEndAsync(cancellationToken);
            await browser.WaitForExitAsync(cancellationToken);
            return (await document, [.. log.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))]);
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
        }
    }
}
