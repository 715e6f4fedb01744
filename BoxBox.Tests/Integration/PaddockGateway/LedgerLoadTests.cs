using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.Tests.Fixtures.PaddockGateway;

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
        await stream.Ledgers.SaveAsync(saved.Save(position.Created), TestContext.Current.CancellationToken);
        stream.Ledgers.FailingLoads = failures;

        await using var gateway = new GatewayHost(stream, settings: ("Live:Ring", "1"));
        using var client = gateway.CreateClient();

        Assert.Equal(followedAfter, await stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken));
    }
}
