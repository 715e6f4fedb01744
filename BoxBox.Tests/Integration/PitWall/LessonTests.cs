using System.Threading.Channels;
using BoxBox.Orders.Crew;
using BoxBox.Tests.Fixtures.PitWall;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Microsoft.Playwright.Assertions;

namespace BoxBox.Tests.Integration.PitWall;

/// <summary>A drill at the page, from the prediction to the verdict.</summary>
[Collection(nameof(TheWall))]
[Trait("Needs", "chromium")]
public sealed class LessonTests(Browser browser)
{
    private const string Key = "break-it-and-see-what-holds";

    [Fact(Timeout = 120_000)]
    public async Task A_drill_goes_from_the_prediction_to_the_verdict_and_ends_what_it_set()
    {
        var calls = Channel.CreateUnbounded<string>();
        await using var maestro = LoopbackApp.CreateBuilder().Build();
        maestro.MapMethods("/drills", ["PUT", "DELETE"], async (HttpRequest request) =>
        {
            using var body = new StreamReader(request.Body);
            await calls.Writer.WriteAsync($"{request.Method} {request.Query["instance"]} {request.Headers.Authorization} {await body.ReadToEndAsync(TestContext.Current.CancellationToken)}");
            return Results.Json(new { instance = "maestro-1" });
        });
        using var started = await maestro.StartWithClientAsync();
        await using var wall = await Wall.OpenAsync(
            browser, $"#key={Key}", settings: [("environment", "Development"), ("Drills:Enabled", "true"), ("Drills:Key", Key), ("services:maestro:http:0", maestro.Urls.Single())]);
        wall.Say("maestro", CrewState.Idle);
        Assert.DoesNotContain(Key, wall.Page.Url, StringComparison.Ordinal);

        await wall.Page.ClickAsync("a[href='#/drill/2']");
        await Expect(wall.Page.Locator(".lesson .go")).ToBeDisabledAsync();
        await wall.Page.CheckAsync(".choice >> nth=2 >> input");
        await wall.Page.ClickAsync(".lesson .go");
        await Expect(wall.Page.Locator("#tower-summary")).ToContainTextAsync("6 in flight");
        await Expect(wall.Page.Locator(".conditions [data-state=seen]")).ToHaveCountAsync(0);

        wall.Say("maestro", CrewState.Gone);
        await Expect(wall.Page.Locator(".conditions [data-state=seen]")).ToHaveCountAsync(1);
        var orders = wall.Stream.Entries.Select(entry => entry.Order!).ToList();
        wall.Say("maestro", CrewState.Idle, Wall.Happened(CrewEventKind.Redelivered, orders[0], 2));
        foreach (var order in orders)
            wall.Reach(wall.Reach(wall.Reach(wall.Reach(order, OrderStatus.InProgress), OrderStatus.WaitingDelivery), OrderStatus.OutForDelivery), OrderStatus.Completed);

        await Expect(wall.Page.Locator(".verdict")).ToHaveTextAsync("Seen: all that was to be seen. You foretold it.");
        await Expect(wall.Page.Locator(".why")).ToContainTextAsync("at least once");
        Assert.Equal($"PUT maestro-1 Bearer {Key} {{\"faults\":[{{\"fault\":\"crash\",\"at\":\"before-ack\"}}]}}", await calls.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"DELETE maestro-1 Bearer {Key} ", await calls.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Empty((await wall.Page.RunAxe()).Violations);
        wall.AssertNothingWrong();
    }

    [Fact(Timeout = 120_000)]
    public async Task Where_drills_are_off_the_lessons_can_be_read_and_not_be_started()
    {
        await using var wall = await Wall.OpenAsync(browser, "#/drills");
        await Expect(wall.Page.Locator("#drills")).ToContainTextAsync("The drills are off here");

        await wall.Page.ClickAsync("a[href='#/drill/2']");
        await wall.Page.CheckAsync(".choice >> nth=1 >> input");

        await Expect(wall.Page.Locator(".lesson h2")).ToHaveTextAsync("The Maestro dies before the ack");
        await Expect(wall.Page.Locator(".lesson .go")).ToBeDisabledAsync();
    }
}
