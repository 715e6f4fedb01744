using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class CurrentLedgerTests
{
    [Fact(Timeout = 60_000)]
    public async Task What_is_listed_while_the_feed_goes_on_is_of_one_moment()
    {
        var ledger = new CurrentLedger();
        var orders = Enumerable.Range(0, 5_000).Select(_ => Pizza.Order()).ToArray();
        Feed(ledger, orders, Histories.Journey[0]);
        var feed = Task.Run(() => Feed(ledger, orders, Histories.Journey[1..^1]), TestContext.Current.CancellationToken);

        do
        {
            var now = ledger.Orders(10_000, DateTimeOffset.MinValue);
            Assert.All(now.Orders, order => Assert.Equal(order.Status, order.History[^1].Status));
            Assert.Equal((long)now.AsOfSequence, now.Orders.Sum(order => order.History.Count));
        }
        while (!feed.IsCompleted);
        await feed;

        Assert.Equal(orders.Select(order => order.OrderId).Reverse(), ledger.Orders(10_000, DateTimeOffset.MinValue).Orders.Select(order => order.OrderId));
    }

    private static void Feed(CurrentLedger ledger, Order[] orders, params OrderStatus[] steps)
    {
        var sequence = ledger.AsOf;
        foreach (var status in steps)
        {
            foreach (var order in orders)
            {
                var reached = order.Reach(status, Pizza.Noon);
                ledger.Enter(new StoredStep(++sequence, reached, "test") { Subject = OrderSubjects.For(status, order.OrderId), StoredAt = Pizza.Noon, Payload = OrderJson.Serialize(reached) });
            }
        }
    }
}
