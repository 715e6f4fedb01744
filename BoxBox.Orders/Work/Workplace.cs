namespace BoxBox.Orders.Work;

/// <summary>What every order in a worker's hands needs; the crew's member is told what happens to it, where there is one.</summary>
internal sealed record Workplace(
    WorkerProfile Profile, IOptions<OrdersOptions> Orders, IOrderPublisher Publisher, IOrderLookup History, FailureCount Failures,
    [FromKeyedServices(WorkExtensions.RestDice)] Random Dice, TimeProvider Time, ILogger<Workplace> Logger, CrewMember? Crew = null)
{
    private readonly DateTimeOffset begun = Time.GetUtcNow();
    private readonly long beganAt = Time.GetTimestamp();

    /// <summary>How long an order rests that is given back for the first, second, … time.</summary>
    public TimeSpan RestAfter(int times) => Profile.Delay.After(times, Dice);

    /// <summary>
    /// Whether the stream remembers the message id of whatever end the order has: half its window, as clocks differ, has not passed since the order was
    /// placed. A clock that was set back since this process began makes none younger.
    /// </summary>
    public bool SurelyRemembers(Order order)
    {
        var (now, steady) = (Time.GetUtcNow(), begun + Time.GetElapsedTime(beganAt));
        var age = (now > steady ? now : steady) - order.OrderedAt;
        return age >= TimeSpan.Zero && age < OrderStreamConfig.DuplicateWindow / 2;
    }
}
