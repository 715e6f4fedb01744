using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>How often a step is stored, and an end: so keeps every stream, that of the simulation as well.</summary>
public abstract class StepContractTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_step_is_stored_once_and_whoever_repeats_it_is_told_where_it_stands()
    {
        var order = Pizza.Order();
        await StoreAsync(Pizza.Order());
        await StoreAsync(order);

        var again = await StoreAsync(order with { Destination = "elsewhere" });
        var next = await StoreAsync(Pizza.Order());

        Assert.Equal((true, 2UL), (again.Duplicate, again.Seq));
        Assert.Equal((false, 3UL), (next.Duplicate, next.Seq));
        Assert.Equal(order.Destination, (await LookAsync(OrderStatus.Pending, order.OrderId))?.Destination);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(OrderStatus.Completed, OrderStatus.Failed)]
    [InlineData(OrderStatus.Failed, OrderStatus.Completed)]
    public async Task An_order_ends_once_and_the_second_end_is_told_so(OrderStatus first, OrderStatus second)
    {
        var order = Pizza.Order();
        await StoreAsync(order);
        await StoreAsync(order.Reach(first, Pizza.Noon));

        var late = await StoreAsync(order.Reach(second, Pizza.Noon));

        Assert.Equal((true, 2UL), (late.Duplicate, late.Seq));
        Assert.Null(await LookAsync(second, order.OrderId));
        Assert.NotNull(await LookAsync(first, order.OrderId));
    }

    private protected abstract Task<PubAckResponse> StoreAsync(Order order);

    private protected abstract Task<Order?> LookAsync(OrderStatus step, Guid orderId);
}
