namespace BoxBox.People;

/// <summary>A place to work on an order, and the line of those who wait for one: first come, first served.</summary>
public static class Line
{
    /// <summary>How many may stand in line; who comes then is sent away.</summary>
    public const int Longest = 16;

    public static ConcurrencyLimiter For(int places) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = places, QueueLimit = Longest, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Awaits the order's turn. A wait is a span of its own.</summary>
    /// <exception cref="OperationCanceledException">Who asked went away, and left the line.</exception>
    public static async Task<RateLimitLease> ShownAsync(this ValueTask<RateLimitLease> turn, ActivitySource spans, string orderId)
    {
        if (turn.IsCompleted)
            return await turn;
        using var span = spans.StartFor("wait for turn", orderId);
        return await turn;
    }
}
