using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class LedgerLoadTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(0, 5UL)]
    [InlineData(1, 5UL)]
    [InlineData(2, 0UL)]
    public async Task A_load_that_fails_is_tried_once_more_before_the_whole_stream_is_read(int failures, ulong followedAfter)
    {
        var stream = new FakeStream();
        var saved = new Ledger();
        for (var i = 0; i < 5; i++)
            saved.Enter(stream.Store(Pizza.Order()));
        stream.Store(Pizza.Order());
        var position = await stream.PositionAsync(TestContext.Current.CancellationToken);
        await stream.Ledgers.SaveAsync(saved.Save(position.Created)(), TestContext.Current.CancellationToken);
        stream.Ledgers.FailingLoads = failures;

        await using var gateway = new GatewayHost(stream, settings: ("Live:Ring", "1"));
        using var client = gateway.CreateClient();

        Assert.Equal(followedAfter, await stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false, 3UL)]
    [InlineData(true, 0UL)]
    public async Task A_snapshot_of_a_stream_that_was_restored_and_got_as_far_again_is_not_believed(bool isRestored, ulong followedAfter)
    {
        var stream = new FakeStream();
        var saved = new Ledger();
        for (var i = 0; i < 3; i++)
            saved.Enter(stream.Store(Pizza.Order()));
        var position = await stream.PositionAsync(TestContext.Current.CancellationToken);
        await stream.Ledgers.SaveAsync(saved.Save(position.Created)(), TestContext.Current.CancellationToken);
        if (isRestored)
        {
            stream.LoseNewest(2);
            stream.Store(Pizza.Order(OrderStatus.InProgress));
            stream.Store(Pizza.Order(OrderStatus.InProgress));
        }

        stream.Store(Pizza.Order());
        await using var gateway = new GatewayHost(stream, settings: ("Live:Ring", "1"));
        using var client = gateway.CreateClient();

        Assert.Equal(followedAfter, await stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken));
    }
}
