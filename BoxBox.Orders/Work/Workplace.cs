namespace BoxBox.Orders.Work;

/// <summary>What every order in a worker's hands needs; the crew's member is told what happens to it, where there is one.</summary>
internal sealed record Workplace(
    WorkerProfile Profile, IOptions<OrdersOptions> Orders, IOrderPublisher Publisher, IOrderHistory History, FailureCount Failures,
    [FromKeyedServices(WorkExtensions.RestDice)] Random Dice, TimeProvider Time, ILogger<Workplace> Logger, CrewMember? Crew = null)
{
    private readonly DateTimeOffset begun = Time.GetUtcNow();
    private readonly long beganAt = Time.GetTimestamp();

    /// <summary>How long ago an order was placed. A clock that was set back since this process began makes none younger.</summary>
    public TimeSpan AgeOf(Order order)
    {
        var (now, steady) = (Time.GetUtcNow(), begun + Time.GetElapsedTime(beganAt));
        return (now > steady ? now : steady) - order.OrderedAt;
    }
}
