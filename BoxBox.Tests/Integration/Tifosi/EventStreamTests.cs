using BoxBox.Tests.Fixtures.Tifosi;
using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tests.Integration.Tifosi;

public sealed class EventStreamTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_line_that_says_nothing_for_long_is_given_up_and_taken_up_again_after_the_last_event()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var client = new GatewayClient(new Uri(gateway.Url), TimeSpan.FromSeconds(30));
        var time = new WatchedTime();
        var lost = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Events.StateChanged += reason => _ = reason is not null && lost.TrySetResult(reason);
        var order = Guid.NewGuid();
        await using var events = client.Events.FollowAsync(orderId: null, time, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var first = events.MoveNextAsync();
        await gateway.Listened;
        gateway.Tell(order, "pending");
        Assert.True(await first);
        var second = events.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(46));
        Assert.Equal("timed out", await lost.Task.WaitAsync(TestContext.Current.CancellationToken));
        gateway.Tell(order, "in_progress");
        await time.PassAsync(TimeSpan.FromSeconds(1));

        Assert.True(await second);
        Assert.Equal(("in_progress", 2UL), (events.Current.Status, events.Current.Sequence));
        Assert.Equal(["", "1"], gateway.LastEventIds);
    }
}
