using Aspire.Hosting.Testing;
using BoxBox.Orders;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System.Distributed;

[Collection(nameof(Drilled))]
public sealed class GatewayKilledTests(DrillApp boxBox)
{
    private const int AtOnce = 6;

    [Theory(Timeout = 900_000)]
    [InlineData("before-publish")]
    [InlineData("after-publish")]
    public async Task A_gateway_that_dies_over_an_order_leaves_one_order_for_each_key(string point)
    {
        using var patience = Patience.ATest(Soak.Or(BoxBoxApp.Patience, TimeSpan.FromMinutes(10)));
        using var gateway = boxBox.Gateway;
        using var load = new Load(boxBox.App.GetEndpoint("paddock-gateway", "http"));
        await using var witness = await StreamWitness.OfAsync(boxBox, patience.Token);
        var before = await gateway.LedgerAsync(patience.Token);

        var orders = new List<Guid>();
        for (var crash = 0; crash < Soak.Or(3, 20); crash++)
        {
            orders.AddRange(await OrderUntilAGatewayDiesAsync(load, point, patience.Token));
        }

        await witness.QuietAsync(patience.Token);
        var after = await gateway.LedgerAsync(patience.Token);
        var steps = await witness.StepsAsync(before.AsOfSequence, patience.Token);
        Assert.Equal(orders.Count, orders.Distinct().Count());
        Assert.Equal(orders.Order(), steps.Select(order => order.Key).Order());
        Assert.All(orders, order => Assert.Equal(1, steps[order].Count(step => step == OrderStatus.Pending)));
        Assert.Equal((orders.Count, 0, after.Accepted), (after.Accepted - before.Accepted, after.Duplicates, after.Completed + after.Failed));
        Assert.True(load.Repeated > 0, "No request was cut off.");
    }

    private async Task<List<Guid>> OrderUntilAGatewayDiesAsync(Load load, string point, CancellationToken cancellationToken)
    {
        await boxBox.ArmAsync("paddock-gateway", new { faults = new[] { new { fault = "crash", at = point, time = 2 } } }, cancellationToken);
        var died = boxBox.EndedAsync("paddock-gateway", 1, cancellationToken);
        var orders = new List<Guid>();
        do
        {
            orders.AddRange(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => load.PlaceAsync(Guid.NewGuid().ToString(), cancellationToken))));
        }
        while (!died.IsCompleted);

        await boxBox.StartAsync(await died, cancellationToken);
        await boxBox.App.ResourceNotifications.WaitForResourceHealthyAsync("paddock-gateway", cancellationToken);
        return orders;
    }
}
