using System.Text.RegularExpressions;
using BoxBox.Orders.Crew;
using BoxBox.Tests.Fixtures.PitWall;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BoxBox.Tests.Integration.PitWall;

/// <summary>What a person sees and does at the pit wall, in a real browser.</summary>
[Collection(nameof(TheWall))]
[Trait("Needs", "chromium")]
public sealed class WallTests(Browser browser)
{
    [Fact(Timeout = 120_000)]
    public async Task An_order_is_placed_in_the_form_and_watched_until_it_arrives()
    {
        await using var wall = await Wall.OpenAsync(browser);
        await OrderAsync(wall.Page, "ada_lovelace", "Pit wall");
        await Expect(wall.Page.Locator(".done")).ToContainTextAsync("Stored");
        var order = Assert.Single(wall.Stream.Entries).Order!;
        await wall.Page.Keyboard.PressAsync("Escape");
        await Expect(wall.Row(order)).ToContainTextAsync("LOV");
        await Expect(wall.Page.Locator("[data-ledger=in_flight]")).ToHaveTextAsync("1");

        foreach (var (step, sector) in new[] { (OrderStatus.InProgress, 0), (OrderStatus.WaitingDelivery, 1), (OrderStatus.OutForDelivery, 2), (OrderStatus.Completed, 3) })
        {
            order = wall.Reach(order, step);
            await Expect(wall.Row(order).Locator(".c-sector").Nth(sector)).ToHaveAttributeAsync("data-judged", new Regex("best|fast|slow"));
        }

        await Expect(wall.Row(order)).ToContainTextAsync("delivered");
        await Expect(wall.Page.Locator("[data-ledger=completed]")).ToHaveTextAsync("1");
        await Expect(wall.Page.Locator("#flag")).ToHaveAttributeAsync("data-colour", "green");
        wall.AssertNothingWrong();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_double_click_makes_one_pizza_and_the_page_shows_that_it_did()
    {
        await using var wall = await Wall.OpenAsync(browser);
        // Neither is answered before both are sent: it is a double click on the slowest machine, too.
        var (sent, both) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await wall.Page.RouteAsync("**/v1/order", async route =>
        {
            if (Interlocked.Increment(ref sent) == 2)
                both.SetResult();
            await both.Task;
            await route.ContinueAsync();
        });

        await OrderAsync(wall.Page, "ada_lovelace", "Pit wall", presses: 2);

        await Expect(wall.Page.Locator(".done")).ToContainTextAsync("You pressed twice: one pizza");
        Assert.Single(wall.Stream.Entries);
        wall.AssertNothingWrong();
    }

    [Fact(Timeout = 120_000)]
    public async Task Each_fields_error_stands_at_its_field_as_the_API_says_it()
    {
        await using var wall = await Wall.OpenAsync(browser);
        await wall.Page.ClickAsync("#order-a-pizza");
        await wall.Page.FillAsync("[name=other]", string.Join(',', Enumerable.Range(0, 21)));
        // What the form does not let one choose, an older page might.
        await wall.Page.EvaluateAsync("() => { document.querySelector('[name=size]:checked').value = 'gigantic'; document.querySelector('[name=border] :checked').value = 'lava'; }");
        await OrderAsync(wall.Page, "", new string('x', 201), open: false);

        await Expect(wall.Page.Locator("#error-username")).ToContainTextAsync("Must");
        await Expect(wall.Page.Locator("#error-destination")).ToContainTextAsync("200");
        await Expect(wall.Page.Locator("#error-toppings")).ToContainTextAsync("20");
        await Expect(wall.Page.Locator("#error-size")).ToContainTextAsync("small");
        await Expect(wall.Page.Locator("#error-border")).ToContainTextAsync("cheddar");
        await Expect(wall.Page.Locator("#field-username")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(wall.Stream.Entries);

        await wall.Page.FillAsync("[name=other]", "");
        await wall.Page.CheckAsync("[name=size][value=small]");
        await wall.Page.SelectOptionAsync("[name=border]", "cheddar");
        await OrderAsync(wall.Page, "ada", "Pit wall", open: false);
        await Expect(wall.Page.Locator(".done")).ToContainTextAsync("Stored");
        await Expect(wall.Page.Locator("#error-username")).ToBeHiddenAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Twenty_orders_at_once_are_one_press()
    {
        await using var wall = await Wall.OpenAsync(browser);
        await wall.Page.ClickAsync("#celebrate");

        await Expect(wall.Page.Locator("#spoken")).ToHaveTextAsync("20 of 20 orders are stored");
        await Expect(wall.Page.Locator("#tower-summary")).ToContainTextAsync("20 in flight");
        Assert.Equal(20, wall.Stream.Entries.Count);
        wall.AssertNothingWrong();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_sleeping_baker_is_shown_while_orders_wait_for_him()
    {
        await using var wall = await Wall.OpenAsync(browser);
        wall.Say("panettiere", CrewState.Idle);
        var order = wall.Take();
        wall.Say("panettiere", CrewState.Sleeping, Wall.Happened(CrewEventKind.FellAsleep), lasts: TimeSpan.FromSeconds(20));

        await Expect(wall.Page.Locator(".card[data-state=sleeping]")).ToContainTextAsync("asleep", new() { Timeout = 2_000 });
        await Expect(wall.Page.Locator("#flag-why")).ToHaveTextAsync("the Panettiere is asleep, 1 order waits for dough");
        await Expect(wall.Page.Locator("#control-feed")).ToContainTextAsync("fell asleep");

        wall.Say("maestro", CrewState.Idle, Wall.Happened(CrewEventKind.Redelivered, order, 3));
        await Expect(wall.Row(order).Locator(".attempts")).ToHaveTextAsync("×3");
        await wall.Page.ClickAsync("#control-feed a:has-text('delivered again')");
        await Expect(wall.Page.Locator("#order h2")).ToContainTextAsync("charles_leclerc");
        await Expect(wall.Page.Locator("#order .met")).ToContainTextAsync("attempt 3");
        wall.AssertNothingWrong();
    }

    [Fact(Timeout = 120_000)]
    public async Task The_oven_shows_what_bakes_in_its_places_and_which_are_free()
    {
        await using var wall = await Wall.OpenAsync(browser);
        var order = wall.Take("ada_lovelace");
        var oven = wall.Page.Locator("article.card:has-text('Fornaio')");

        wall.Say("fornaio", CrewState.Baking, detail: "1 of 4 places", orders: [$"{order.OrderId:D}"]);
        await Expect(oven.Locator(".chip")).ToHaveTextAsync(["LOV", "free", "free", "free"]);

        wall.Say("fornaio", CrewState.Idle);
        await Expect(oven.Locator(".chip")).ToHaveTextAsync(["free", "free", "free", "free"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_broken_equation_cannot_be_missed()
    {
        await using var wall = await Wall.OpenAsync(browser);
        var order = wall.Take();
        wall.Stream.Store(order);

        await Expect(wall.Page.Locator("[data-ledger=broken]")).ToContainTextAsync("Equation broken: 1 step stored twice");
        await Expect(wall.Page.Locator("#flag")).ToHaveAttributeAsync("data-colour", "red");
        await Expect(wall.Page).ToHaveTitleAsync(new Regex("EQUATION BROKEN"));
        await Expect(wall.Page.Locator("#control-feed")).ToContainTextAsync("The equation is broken");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_gateway_that_is_killed_is_said_and_the_next_goes_on_without_gap_or_repeat()
    {
        var stream = new FakeStream();
        await using var first = new GatewayHost(stream) { IsHealthyAsItsStream = true };
        await using var second = new GatewayHost(stream) { IsHealthyAsItsStream = true };
        using var one = first.CreateClient();
        using var two = second.CreateClient();
        await using var door = new SwitchedDoor(one.BaseAddress!);
        await using var wall = await Wall.OpenAsync(browser, stream: stream, through: door.Address);
        wall.Take("before");
        await Expect(wall.Page.Locator("#tower-summary")).ToContainTextAsync("1 in flight");

        door.Shut();
        await Expect(wall.Page.Locator("#connection-name")).ToHaveTextAsync("lost, trying again");
        await Expect(wall.Page.Locator("#flag-why")).ToHaveTextAsync("the gateway does not answer", new() { Timeout = 15_000 });
        wall.Take("meanwhile");
        door.LeadTo(two.BaseAddress!);

        await Expect(wall.Page.Locator("#connection-name")).ToHaveTextAsync("live", new() { Timeout = 30_000 });
        wall.Take("after");
        await Expect(wall.Page.Locator("#tower-summary")).ToContainTextAsync("3 in flight");
        await Expect(wall.Page.Locator("#event")).ToHaveTextAsync("event 3");
        await Expect(wall.Page.Locator("#control-feed")).ToContainTextAsync("nothing missed, nothing seen twice");
        await Expect(wall.Page.Locator("#flag")).ToHaveAttributeAsync("data-colour", "green");
    }

    [Fact(Timeout = 120_000)]
    public async Task Of_ten_thousand_orders_only_those_on_the_screen_are_drawn_and_the_keyboard_goes_through_them()
    {
        var stream = new FakeStream();
        for (var i = 0; i < 10_000; i++)
            Wall.Take(stream, $"fan_{i}");
        await using var wall = await Wall.OpenAsync(browser, stream: stream);
        await Expect(wall.Page.Locator("#tower-summary")).ToContainTextAsync("10,000 in flight", new() { Timeout = 60_000 });

        Assert.InRange(await wall.Page.Locator("#tower-space > .row").CountAsync(), 5, 60);
        await wall.Page.FillAsync("#tower-search", "fan_4242");
        await Expect(wall.Page.Locator("#tower-summary")).ToHaveTextAsync("1 found");
        await wall.Page.FillAsync("#tower-search", "");
        await wall.Page.FocusAsync("#tower-rows");
        foreach (var key in new[] { "End", "Home", "PageDown", "ArrowDown", "Enter" })
            await wall.Page.Keyboard.PressAsync(key);
        await Expect(wall.Page.Locator("#order h2")).ToContainTextAsync("fan_");
        wall.AssertNothingWrong();
    }

    private static async Task OrderAsync(IPage page, string username, string destination, int presses = 1, bool open = true)
    {
        if (open)
            await page.ClickAsync("#order-a-pizza");
        await page.FillAsync("[name=username]", username);
        await page.FillAsync("[name=destination]", destination);
        await page.ClickAsync("#form-dialog [type=submit]", new() { ClickCount = presses });
    }
}
