namespace BoxBox.Tests.Unit.Work;

public sealed class SettlementTests
{
    private readonly Journal _journal = new();
    private readonly WatchedTime _time = new();
    private readonly List<Exception> _lost = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData("ack", "Finished")]
    [InlineData("give back", "GivenBack")]
    [InlineData("reject", "GivenUp")]
    public async Task A_delivery_ends_once_and_is_not_extended_after_that(string end, string outcome)
    {
        var settlement = Over(new FakeDelivery("a", _journal));

        await settlement.ExtendAsync(Stop);
        await EndAsync(settlement, end);
        await settlement.ExtendAsync(Stop);
        foreach (var again in new[] { "ack", "give back", "reject" })
            await Assert.ThrowsAsync<InvalidOperationException>(() => EndAsync(settlement, again));

        Assert.Equal(["extend a", $"{end} a"], _journal.Entries);
        Assert.Equal((true, outcome), (settlement.IsOver, settlement.Outcome.ToString()));
    }

    [Fact(Timeout = 30_000)]
    public async Task While_it_ends_it_is_not_extended()
    {
        var sent = new TaskCompletionSource();
        var settlement = Over(new FakeDelivery("a", _journal) { GiveBackSent = sent.Task });

        var end = settlement.GiveBackAsync(TimeSpan.Zero);
        await settlement.ExtendAsync(Stop);
        sent.SetResult();
        await end;

        Assert.Equal(["give back a"], _journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_acknowledgement_that_is_not_confirmed_leaves_it_open_to_be_given_back_but_not_to_be_extended()
    {
        var settlement = Over(new FakeDelivery("a", _journal) { AckFault = new TimeoutException() });

        await Assert.ThrowsAsync<TimeoutException>(() => settlement.AcknowledgeAsync(Stop));
        Assert.False(settlement.IsOver);
        await settlement.ExtendAsync(Stop);
        await settlement.GiveBackAsync(TimeSpan.Zero);

        Assert.Equal(["ack a", "give back a"], _journal.Entries);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(false, 5)]
    [InlineData(true, 1)]
    public async Task A_give_back_that_does_not_get_through_is_told_and_over_all_the_same_and_sooner_when_the_shift_is_over(bool isOver, double limitInSeconds)
    {
        var settlement = Over(
            new FakeDelivery("a", _journal) { GiveBackSent = new TaskCompletionSource().Task, StopsSendingWhenTold = true }, isOver);

        var end = settlement.GiveBackAsync(TimeSpan.Zero);
        Assert.False(settlement.IsOver);
        _time.Advance(TimeSpan.FromSeconds(limitInSeconds) - TimeSpan.FromMilliseconds(1));
        Assert.False(end.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await end;

        Assert.IsType<TimeoutException>(Assert.Single(_lost));
        Assert.Equal(Outcome.GivenBack, settlement.Outcome);
    }

    private Settlement Over(FakeDelivery delivery, bool isOver = false) => new(delivery, _time, _lost.Add, new CancellationToken(isOver));

    private static Task EndAsync(Settlement settlement, string how) => how switch
    {
        "ack" => settlement.AcknowledgeAsync(Stop),
        "reject" => settlement.RejectAsync(),
        _ => settlement.GiveBackAsync(TimeSpan.Zero),
    };
}
