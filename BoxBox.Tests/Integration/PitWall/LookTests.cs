using BoxBox.Orders.Crew;
using BoxBox.Tests.Fixtures.PitWall;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BoxBox.Tests.Integration.PitWall;

/// <summary>How the page looks to those who see it, and sounds to those who do not.</summary>
[Collection(nameof(TheWall))]
[Trait("Needs", "chromium")]
public sealed class LookTests(Browser browser)
{
    [Theory(Timeout = 180_000)]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task Axe_finds_nothing_on_any_view(ColorScheme scheme)
    {
        await using var wall = await Wall.OpenAsync(browser, look: Look(1440, 900, scheme), settings: [("environment", "Development"), ("Drills:Enabled", "true"), ("Drills:Key", "break-it-and-see-what-holds")]);
        var order = Play(wall);
        await Expect(wall.Page.Locator("#tower-summary")).ToContainTextAsync("3 in flight");
        // Everything is looked at in one scheme, and in the other what depends on it.
        var rules = new AxeRunOptions { RunOnly = scheme is ColorScheme.Light ? RunOnlyOptions.Rules("color-contrast") : null };
        await CheckAsync(wall.Page, "the wall", rules);

        foreach (var (view, seen) in new[] { ($"#/order/{order.OrderId:D}", "#order h2"), ("#/drills", ".lessons"), ("#/drill/2", ".lesson h2") })
        {
            await wall.Page.EvaluateAsync("hash => location.hash = hash", view);
            await Expect(wall.Page.Locator(seen)).ToBeVisibleAsync();
            await CheckAsync(wall.Page, view, rules);
        }

        await wall.Page.ClickAsync("#order-a-pizza");
        await CheckAsync(wall.Page, "the form", rules);
        await wall.Page.Keyboard.PressAsync("Escape");
        wall.Stream.Store(order);
        await Expect(wall.Page.Locator("[data-ledger=broken]")).ToBeVisibleAsync();
        await CheckAsync(wall.Page, "the broken equation", rules);
        wall.AssertNothingWrong();
    }

    [Theory(Timeout = 120_000)]
    [InlineData(390, 844)]
    [InlineData(768, 1024)]
    [InlineData(1440, 900)]
    [InlineData(2560, 1440)]
    public async Task At_each_width_nothing_runs_over_and_the_equation_and_the_tower_are_in_view(int width, int height)
    {
        await using var wall = await Wall.OpenAsync(browser, look: Look(width, height, ColorScheme.Dark));
        var order = Play(wall);
        await Expect(wall.Row(order)).ToBeVisibleAsync();

        foreach (var view in new[] { "#/", $"#/order/{order.OrderId:D}", "#/drills", "#/drill/3" })
        {
            await wall.Page.EvaluateAsync("hash => location.hash = hash", view);
            Assert.True(await wall.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{view} is wider than {width}");
        }

        await wall.Page.EvaluateAsync("location.hash = '#/'");
        await Expect(wall.Page.Locator("[data-ledger=accepted]")).ToBeInViewportAsync();
        await Expect(wall.Row(order)).ToBeInViewportAsync();
        wall.AssertNothingWrong();
    }

    [Theory(Timeout = 120_000)]
    [InlineData(ReducedMotion.Reduce, false)]
    [InlineData(ReducedMotion.NoPreference, true)]
    public async Task Orders_move_from_station_to_station_unless_the_reader_wants_no_motion(ReducedMotion motion, bool moves)
    {
        var look = Look(1440, 900, ColorScheme.Dark);
        look.ReducedMotion = motion;
        await using var wall = await Wall.OpenAsync(browser, look: look);
        await wall.Page.EvaluateAsync(
            "() => { const animate = Element.prototype.animate; window.moves = 0; Element.prototype.animate = function (...all) { window.moves++; return animate.apply(this, all); }; }");
        var order = wall.Take();
        await Expect(wall.Page.Locator(".shelf .chip")).ToHaveCountAsync(1);

        wall.Say("fattorino", CrewState.Riding, orders: [$"{order.OrderId:D}"]);
        wall.Reach(wall.Reach(wall.Reach(order, OrderStatus.InProgress), OrderStatus.WaitingDelivery), OrderStatus.OutForDelivery);

        await Expect(wall.Page.Locator("[data-state=riding] .chip")).ToHaveCountAsync(1);
        Assert.Equal(moves, await wall.Page.EvaluateAsync<int>("window.moves") > 0);
    }

    private static Order Play(Wall wall)
    {
        wall.Say("panettiere", CrewState.Sleeping, Wall.Happened(CrewEventKind.FellAsleep), lasts: TimeSpan.FromSeconds(20));
        wall.Say("fornaio", CrewState.Baking);
        wall.Take("ended", OrderStatus.Completed);
        wall.Take("another", OrderStatus.Completed);
        wall.Take("on_the_road", OrderStatus.OutForDelivery);
        var cooking = wall.Take("cooking", OrderStatus.InProgress);
        wall.Say("maestro", CrewState.Cooking, Wall.Happened(CrewEventKind.GivenBack, cooking, 2, "no dough"), lasts: TimeSpan.FromSeconds(5), orders: [$"{cooking.OrderId:D}"]);
        return wall.Take();
    }

    private static BrowserNewContextOptions Look(int width, int height, ColorScheme scheme) =>
        new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme };

    private static async Task CheckAsync(IPage page, string what, AxeRunOptions rules)
    {
        var found = await page.RunAxe(rules);
        Assert.True(found.Violations.Length == 0, $"{what}:\n{string.Join('\n', found.Violations.Select(Describe))}");
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(5).Select(node => $"{node.Html} {string.Join(' ', node.Any.Concat(node.All).Select(check => check.Message))}"))}";
}
