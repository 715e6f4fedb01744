using static BoxBox.Orders.OrderStatus;

namespace BoxBox.Tests.Unit.Orders;

public sealed class OrderLifecycleTests
{
    private static readonly (OrderStatus? Previous, OrderStatus Next)[] Allowed =
    [
        (null, Pending),
        (Pending, InProgress), (InProgress, WaitingDelivery), (WaitingDelivery, OutForDelivery), (OutForDelivery, Completed),
        (Pending, Failed), (InProgress, Failed), (WaitingDelivery, Failed), (OutForDelivery, Failed),
    ];

    [Fact]
    public void Only_these_steps_follow_one_another()
    {
        var all = from previous in Enum.GetValues<OrderStatus>().Select(status => (OrderStatus?)status).Prepend(null)
                  from next in Enum.GetValues<OrderStatus>()
                  select (previous, next);

        Assert.Equal(Allowed.Order(), all.Where(pair => OrderLifecycle.MayFollow(pair.previous, pair.next)).Order());
    }

    [Fact]
    public void Only_completed_and_failed_are_final() =>
        Assert.Equal([Completed, Failed], Enum.GetValues<OrderStatus>().Where(OrderLifecycle.IsFinal));
}
