namespace BoxBox.Orders.Work;

public sealed record WorkerProfile
{
    /// <summary>Whom the steps are by, e.g. <c>maestro</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The durable consumer; all replicas of a worker share it.</summary>
    public required string Consumer { get; init; }

    /// <summary>Orders that reached this step are taken up.</summary>
    public required OrderStatus Takes { get; init; }

    /// <summary>With this step the order is done, as far as this worker is concerned.</summary>
    public required OrderStatus Gives { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>How long one waits for a first order before he looks up.</summary>
    public required TimeSpan FetchMaxWait { get; init; }

    public required ActivitySource Spans { get; init; }

    /// <summary>An order that failed as often as this at one worker is given up.</summary>
    public int MostFailures { get; init; } = 10;

    /// <summary>
    /// An order that fails and was delivered as often as this, to all workers together, is given up: their restarts must not let it fail for ever.
    /// Ten workers may see it fail nine times each and be right to go on; the rest is for the times when a colleague was away, which count as
    /// deliveries as well. Those alone never end an order.
    /// </summary>
    public int MostDeliveries { get; init; } = 1_000;
}
