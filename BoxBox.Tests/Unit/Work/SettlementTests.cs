using BoxBox.Orders.Work;
using BoxBox.Tests.Fixtures.People;
using BoxBox.Tests.Fixtures.Work;

namespace BoxBox.Tests.Unit.Work;

public sealed class SettlementTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly Journal _journal = new();
    private readonly WatchedTime _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData("ack", "Finished")]
    [InlineData("give back", "GivenBack")]
    [InlineData("reject", "GivenUp")]
    public async Task A_delivery_ends_once_and_is_not_extended_after_that(string end, string outcome)
    {
        var settlement = new Settlement(new FakeDelivery("a", _journal), _time);

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
        var settlement = new Settlement(new FakeDelivery("a", _journal) { GiveBackSent = sent.Task }, _time);

        var end = settlement.GiveBackAsync(TimeSpan.Zero, Limit);
        await settlement.ExtendAsync(Stop);
        sent.SetResult();
        await end;

        Assert.Equal(["give back a"], _journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_acknowledgement_that_is_not_confirmed_leaves_it_open_to_be_given_back_but_not_to_be_extended()
    {
        var settlement = new Settlement(new FakeDelivery("a", _journal) { AckFault = new TimeoutException() }, _time);

        await Assert.ThrowsAsync<TimeoutException>(() => settlement.AcknowledgeAsync(Stop));
        Assert.False(settlement.IsOver);
        await settlement.ExtendAsync(Stop);
        await settlement.GiveBackAsync(TimeSpan.Zero, Limit);

        Assert.Equal(["ack a", "give back a"], _journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_give_back_that_does_not_get_through_is_over_all_the_same()
    {
        var settlement = new Settlement(new FakeDelivery("a", _journal) { GiveBackSent = new TaskCompletionSource().Task, StopsSendingWhenTold = true }, _time);

        var end = settlement.GiveBackAsync(TimeSpan.Zero, Limit);
        Assert.False(settlement.IsOver);
        _time.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => end);
        Assert.Equal(Outcome.GivenBack, settlement.Outcome);
    }

    private static Task EndAsync(Settlement settlement, string how) => how switch
    {
        "ack" => settlement.AcknowledgeAsync(Stop),
        "reject" => settlement.RejectAsync(Limit),
        _ => settlement.GiveBackAsync(TimeSpan.Zero, Limit),
    };
}
