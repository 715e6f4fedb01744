using BoxBox.Tests.Polyfills.Dashboard;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace BoxBox.Tests.Polyfills.Dashboard;

/// <summary>One browser for all tests that need one, started by the first of them.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // A busy machine with two cores.
    private const float TimeoutInMilliseconds = 60_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(StartAsync);

    /// <returns>A page of its own, without cookies of others, on which anything that goes wrong in the browser fails the test.</returns>
    public async Task<IPage> OpenAsync(ColorScheme colours = ColorScheme.Light, int width = 1280, int height = 800)
    {
        var context = await (await started.Value).Browser.NewContextAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = height } });
        context.SetDefaultTimeout(TimeoutInMilliseconds);
        Assertions.SetDefaultExpectTimeout(TimeoutInMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
        {
            var (playwright, browser) = await started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"], Timeout = TimeoutInMilliseconds });
        return (playwright, browser);
    }

    private static string Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("The tests of the dashboard need a browser. Install it with:  sudo apt-get install chromium");
}
