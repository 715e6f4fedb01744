using BoxBox.Tests.Fixtures.PitWall;
using static Microsoft.Playwright.Assertions;

namespace BoxBox.Tests.Integration.PitWall;

/// <summary>The page under more than a race. How long its frames take there, <c>./bench page</c> measures.</summary>
[Collection(nameof(TheWall))]
[Trait("Needs", "chromium")]
public sealed class LoadTests(Browser browser)
{
    private const int Open = 2_000;
    private const int Racing = 500;

    // Twice from the queue to the garage, and the next one placed, for each of those that race.
    private const int Events = 2 * 5 * Racing;

    [Fact(Timeout = 120_000)]
    public async Task Under_two_thousand_open_orders_and_thousands_of_events_it_still_answers_draws_only_the_screen_and_misses_none()
    {
        var stream = new FakeStream();
        var racing = new Queue<Order>(Enumerable.Range(0, Open).Select(i => Wall.Take(stream, $"fan_{i}")).ToList().Take(Racing));
        await using var wall = await Wall.OpenAsync(browser, stream: stream);
        await Expect(wall.Page.Locator("#tower-summary")).ToContainTextAsync("2,000 in flight");

        // As many at once as do not put it 1,024 behind: then it would be cut off.
        for (var events = Racing; events <= Events; events += Racing)
        {
            for (var i = 0; i < Racing; i++)
                MoveOne(wall, racing);
            await wall.Page.FillAsync("#tower-search", "fan_1234");
            await Expect(wall.Page.Locator("#tower-summary")).ToHaveTextAsync("1 found");
            await wall.Page.FillAsync("#tower-search", "");
            await Expect(wall.Page.Locator("#event")).ToHaveTextAsync($"event {Open + events:N0}", new() { Timeout = 30_000 });
        }

        await Expect(wall.Page.Locator("#tower-summary")).ToHaveTextAsync("2,000 in flight · 1,000 ended");
        await Expect(wall.Page.Locator("[data-ledger=completed]")).ToHaveTextAsync("1,000");
        Assert.InRange(await wall.Page.Locator("#tower-space > .row").CountAsync(), 5, 60);
        Assert.InRange(await wall.Page.Locator("*").CountAsync(), 100, 3_000);
        wall.AssertNothingWrong();
    }

    /// <summary>Takes the order whose turn it is a step on; where it has arrived, another comes.</summary>
    private static void MoveOne(Wall wall, Queue<Order> racing)
    {
        var order = racing.Dequeue();
        racing.Enqueue(order.Status is OrderStatus.Completed ? Wall.Take(wall.Stream, "next") : wall.Reach(order, order.Status + 1));
    }
}
