using BoxBox.Tests.Fixtures.Distributed;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BoxBox.Tests.Fixtures.PitWall;

/// <summary>A lesson of the pit wall as a learner plays it: over the whole system, by the page's own buttons. What is to be seen, and whether it was, is said by the lesson itself.</summary>
internal sealed class PlayedLesson : IAsyncDisposable
{
    /// <summary>Longer than any lesson takes before it gives up and says what it has not seen.</summary>
    private const float ToItsEnd = 240_000;

    private const float ForAWhile = 60_000;

    private readonly IBrowserContext _context;

    private PlayedLesson(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public ILocator Conditions => Page.Locator(".lesson .conditions li");

    /// <summary>Opens the page by the link that <c>./run --learn</c> prints, waits until everybody is there, foretells what will happen, and begins.</summary>
    public static async Task<PlayedLesson> BeginAsync(Browser browser, LearningApp boxBox, int number)
    {
        var context = await browser.Chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 1440, Height = 1000 } });
        var lesson = new PlayedLesson(context, await context.NewPageAsync());
        await lesson.Page.GotoAsync($"{boxBox.GatewayAddress}#key={LearningApp.Key}");
        await Expect(lesson.Page.Locator("#connection-name")).ToHaveTextAsync("live", new() { Timeout = ForAWhile });
        await lesson.Page.ClickAsync($"a[href='#/drill/{number}']");
        // The crew of the lesson before may still be coming back to life.
        await Expect(lesson.Page.Locator(".card[data-tone]:not([data-state=gone], [data-state=stale])")).ToHaveCountAsync(7, new() { Timeout = ForAWhile });
        await lesson.Page.CheckAsync(".choice >> nth=1 >> input");
        await lesson.PressAsync("Lock my prediction");
        return lesson;
    }

    /// <summary>Presses a button of the lesson, named by how it begins.</summary>
    public Task PressAsync(string button) => Page.Locator(".lesson button", new() { HasText = button }).First.ClickAsync();

    /// <summary>Waits for one of the lesson's own conditions to tick.</summary>
    public Task SeeAsync(string condition) => Expect(Conditions.Filter(new() { HasText = condition })).ToHaveAttributeAsync("data-state", "seen", new() { Timeout = ForAWhile });

    /// <summary>Plays it to its end: all was seen that was to be seen, what has to hold held, and nothing that it set is left.</summary>
    public async Task EndAsync()
    {
        var verdict = Page.Locator(".lesson .verdict");
        await Expect(verdict).Not.ToBeEmptyAsync(new() { Timeout = ToItsEnd });
        Assert.StartsWith("Seen: all that was to be seen.", await verdict.TextContentAsync(), StringComparison.Ordinal);
        await Expect(Page.Locator(".lesson .conditions li:not([data-state=seen])")).ToHaveCountAsync(0);
        await Expect(Page.Locator(".lesson .why")).ToContainTextAsync("What happened, and why");
        await Expect(Page.Locator("#flag")).Not.ToHaveAttributeAsync("data-colour", "safety", new() { Timeout = ForAWhile });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
