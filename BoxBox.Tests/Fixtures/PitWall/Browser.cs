using Microsoft.Playwright;

namespace BoxBox.Tests.Fixtures.PitWall;

/// <summary>Debian's Chromium, started once for all tests that look at the page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright _playwright = null!;

    internal IBrowser Chromium { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Chromium = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>Tests that look at the page, one after the other: each has a browser's page that draws all the time.</summary>
[CollectionDefinition(nameof(TheWall))]
public sealed class TheWall : ICollectionFixture<Browser>;
