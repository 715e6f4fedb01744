namespace BoxBox.Orders.Work;

/// <summary>Every call to the server has one.</summary>
internal static class Deadline
{
    /// <exception cref="TimeoutException">The call did not answer in time.</exception>
    public static async Task WithinAsync(this TimeProvider time, TimeSpan limit, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await call(either.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"NATS did not answer within {limit.TotalSeconds} s.", e);
        }
    }
}
