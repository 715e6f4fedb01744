using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System;

[Collection(nameof(TheWholeSystem))]
public sealed class OrderJourneyTests(BoxBoxApp boxBox)
{
    [Theory(Timeout = 300_000)]
    [InlineData("small", PizzaSize.Small)]
    [InlineData("medium", PizzaSize.Medium)]
    [InlineData("LARGE", PizzaSize.Large)]
    public async Task An_order_of_each_size_goes_from_the_gateway_to_the_customer(string ordered, PizzaSize made)
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;

        var orderId = await gateway.OrderAsync(ordered, patience.Token);
        var steps = await gateway.StepsUntilAsync(orderId, OrderStatus.Completed, patience.Token);

        Assert.Equal(Histories.Journey, steps.Select(step => step.Status));
        Assert.All(steps, step => Assert.Equal((orderId, made, Border.Cheddar), (step.OrderId, step.Size, step.Border)));
    }

    [Theory(Timeout = 300_000)]
    [InlineData("maestro")]
    [InlineData("panettiere")]
    [InlineData("fornaio")]
    [InlineData("fattorino")]
    [InlineData("nats")]
    public async Task An_order_survives_a_killed_process_and_arrives_once(string victim)
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;

        var orders = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            orders.Add(await gateway.OrderAsync("medium", patience.Token));
        }

        var killed = await boxBox.KillAsync(victim, patience.Token);
        await boxBox.StartAsync(killed, patience.Token);
        await boxBox.App.ResourceNotifications.WaitForResourceHealthyAsync("paddock-gateway", patience.Token);

        foreach (var orderId in orders)
        {
            var steps = await gateway.StepsUntilAsync(orderId, OrderStatus.Completed, patience.Token);
            Assert.Equal(Histories.Journey, steps.Select(step => step.Status));
        }

        var ledger = await gateway.LedgerAsync(patience.Token);
        Assert.Equal((0, 0), (ledger.Duplicates, ledger.OutOfOrder));
    }
}
