namespace BoxBox.Orders.Stream;

/// <summary>The time that JetStream has to answer: a call to a server that is away does not wait for ever, and ends with a TimeoutException.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    public static Task<T> KeepAsync<T>(TimeProvider time, Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken) =>
        KeepAsync(time, Default, call, cancellationToken);

    public static Task KeepAsync(TimeProvider time, TimeSpan limit, Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        KeepAsync(time, limit, async token =>
        {
            await call(token);
            return true;
        }, cancellationToken);

    public static async Task<T> KeepAsync<T>(TimeProvider time, TimeSpan limit, Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"JetStream did not answer within {limit.TotalSeconds} s.");
        }
    }
}
