namespace BoxBox.Tests.Unit.Orders;

public sealed class OrderLifecyclePropertyTests
{
    private const int Seeds = 3_000;

    private static readonly OrderStatus[] AllSteps = Enum.GetValues<OrderStatus>();

    [Fact]
    public void An_order_that_takes_only_allowed_steps_goes_its_way_step_by_step_to_one_end() => Histories.ForEachSeed(Seeds, dice =>
    {
        List<OrderStatus> taken = [];

        for (var tries = 0; tries < 200; tries++)
        {
            var step = dice.GetItems(AllSteps, 1)[0];
            if (OrderLifecycle.MayFollow(taken.Count == 0 ? null : taken[^1], step))
                taken.Add(step);
        }

        // So many tries bring every order to its end.
        Assert.True(OrderLifecycle.IsFinal(taken[^1]));
        Assert.DoesNotContain(taken[..^1], OrderLifecycle.IsFinal);
        var way = taken[^1] is OrderStatus.Failed ? taken[..^1] : taken;
        Assert.NotEmpty(way);
        Assert.Equal(Histories.Journey[..way.Count], way);
    });

    [Fact]
    public void Every_lawful_history_is_allowed_and_any_change_of_places_in_it_is_not() => Histories.ForEachSeed(Seeds, dice =>
    {
        var history = Histories.Lawful(dice);
        Assert.True(IsAllowed(history));
        if (history.Count == 1)
            return;

        var (first, second) = (dice.Next(history.Count), dice.Next(history.Count));
        (history[first], history[second]) = (history[second], history[first]);

        Assert.Equal(first == second, IsAllowed(history));
    });

    [Fact]
    public void No_known_status_leads_out_of_the_known_ones() => Histories.ForEachSeed(Seeds, dice =>
    {
        OrderStatus? status = dice.Next(7) is var draw and < 6 ? (OrderStatus)draw : null;
        var unknown = (OrderStatus)(dice.Next(2) == 0 ? dice.Next(6, int.MaxValue) : dice.Next(int.MinValue, 0));

        Assert.False(OrderLifecycle.MayFollow(status, unknown));
    });

    private static bool IsAllowed(List<OrderStatus> history) =>
        history.Select((step, i) => OrderLifecycle.MayFollow(i == 0 ? null : history[i - 1], step)).All(allowed => allowed);
}
