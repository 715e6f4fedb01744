using Aspire.Hosting.ApplicationModel;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.PitWall;
using static Microsoft.Playwright.Assertions;

namespace BoxBox.Tests.System.PitWall;

/// <summary>
/// The ten drills, each played to its end over the whole system as <c>./run --learn</c> starts it. The page plays them, so that what a test asserts are the lesson's own conditions,
/// and a lesson that cannot be played turns red here.
/// </summary>
[Collection(nameof(TheLearningSystem))]
[Trait("Needs", "chromium")]
public sealed class DrillTests(LearningApp boxBox, Browser browser)
{
    [Fact(Timeout = 300_000)]
    public Task Drill_1_while_the_bakers_sleep_orders_are_given_back_and_come_again() => PlayAsync(1);

    [Fact(Timeout = 300_000)]
    public Task Drill_2_the_order_of_a_Maestro_who_died_before_the_ack_comes_again_and_is_delivered_once() => PlayAsync(2);

    [Fact(Timeout = 300_000)]
    public async Task Drill_3_without_message_ids_the_equation_breaks_and_nobody_can_miss_it()
    {
        await using var lesson = await PlayedLesson.BeginAsync(browser, boxBox, 3);

        await lesson.EndAsync();

        await Expect(lesson.Page.Locator("[data-ledger=broken]")).ToContainTextAsync("stored twice");
        await Expect(lesson.Page.Locator("#flag")).ToHaveAttributeAsync("data-colour", "red");
    }

    [Fact(Timeout = 300_000)]
    public Task Drill_4_what_a_Maestro_acknowledged_before_he_died_is_lost() => PlayAsync(4);

    [Fact(Timeout = 300_000)]
    public Task Drill_5_without_progress_live_work_is_given_to_a_colleague_as_well() => PlayAsync(5);

    [Fact(Timeout = 300_000)]
    public Task Drill_6_an_order_that_fails_again_and_again_ends_in_failed() => PlayAsync(6);

    [Fact(Timeout = 300_000)]
    public async Task Drill_7_an_order_that_was_refused_while_NATS_was_away_is_stored_once_when_it_is_back()
    {
        await using var lesson = await PlayedLesson.BeginAsync(browser, boxBox, 7);

        await CommandAsync("nats", KnownResourceCommands.StopCommand);
        await lesson.SeeAsync("The flag is red");
        await lesson.PressAsync("Send one order until it is stored");
        await lesson.SeeAsync("refused with 503");
        await CommandAsync("nats", KnownResourceCommands.StartCommand);

        await lesson.EndAsync();
    }

    [Fact(Timeout = 300_000)]
    public async Task Drill_8_a_client_that_was_cut_off_gets_what_it_missed_and_the_others_wait_for_nobody()
    {
        await using var lesson = await PlayedLesson.BeginAsync(browser, boxBox, 8);

        await lesson.SeeAsync("This page goes on live meanwhile");
        await lesson.PressAsync("Let it come back");

        await lesson.EndAsync();
    }

    [Fact(Timeout = 300_000)]
    public Task Drill_9_when_one_of_two_gateways_is_killed_the_page_goes_on_through_the_other_without_gap_or_repeat() => PlayAsync(9);

    [Fact(Timeout = 300_000)]
    public async Task Drill_10_the_queue_of_sixty_orders_shrinks_and_a_Maestro_more_helps()
    {
        Assert.Equal(KnownResourceStates.NotStarted, (await boxBox.App.ResourceNotifications.WaitForResourceAsync("maestro-extra", _ => true, TestContext.Current.CancellationToken)).Snapshot.State?.Text);
        await using var lesson = await PlayedLesson.BeginAsync(browser, boxBox, 10);

        await lesson.SeeAsync("More than 20 orders wait for a Maestro");
        await CommandAsync("maestro-extra", KnownResourceCommands.StartCommand);
        try
        {
            await lesson.EndAsync();
        }
        finally
        {
            await CommandAsync("maestro-extra", KnownResourceCommands.StopCommand);
        }
    }

    private async Task PlayAsync(int number)
    {
        await using var lesson = await PlayedLesson.BeginAsync(browser, boxBox, number);
        await lesson.EndAsync();
    }

    /// <summary>What the learner presses on the dashboard.</summary>
    private async Task CommandAsync(string resource, string command)
    {
        var pressed = boxBox.App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(candidate => candidate.Name == resource);
        var result = await boxBox.App.ResourceCommands.ExecuteCommandAsync(pressed, command, TestContext.Current.CancellationToken);
        Assert.True(result.Success, result.Message);
    }
}
