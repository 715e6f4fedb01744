using System.Net.Sockets;

namespace BoxBox.Benchmarks.Processes;

internal static class Wait
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Asks again every 10 ms; who is not there yet says no.</summary>
    /// <exception cref="TimeoutException">For five minutes.</exception>
    public static async Task UntilAsync(Func<Task<bool>> isThere, string what, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Longest);
        while (!await TryAsync(isThere))
        {
            if (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested) throw new TimeoutException($"Not there within {Longest}: {what}.");
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> isThere)
    {
        try
        {
            return await isThere();
        }
        catch (Exception e) when (e is SocketException or HttpRequestException or IOException)
        {
            return false;
        }
    }
}
