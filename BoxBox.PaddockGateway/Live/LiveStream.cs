using Microsoft.Extensions.Options;

namespace BoxBox.PaddockGateway.Live;

/// <summary>Serves each client from its connection to its end, and no more of them than it may.</summary>
internal sealed class LiveStream(LiveFanOut fanOut, CatchUp catchUp, IOptions<LiveOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private int _clients;

    /// <returns>Whether there was room for the client, who has been served then.</returns>
    public async Task<bool> TryServeAsync(LiveRequest request, HttpContext http)
    {
        try
        {
            if (Interlocked.Increment(ref _clients) > options.Value.MostClients)
                return false;

            await ServeAsync(request, http);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
        }
    }

    private async Task ServeAsync(LiveRequest request, HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var connection = new SseConnection(http.Response, options.Value.Heartbeat, time);
        using var session = new LiveSession(request, connection, fanOut, catchUp);
        try
        {
            await connection.OpenAsync(end.Token);
            await UntilOneEndsAsync(session.RunAsync(end.Token), connection.BeatAsync(end.Token), end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client left or fell behind, or the service stops. What a client that fell behind has not read yet must not hold the connection.
            if (session.IsCutOff)
                http.Abort();
        }
    }

    private static async Task UntilOneEndsAsync(Task session, Task heartbeats, CancellationTokenSource end)
    {
        await Task.WhenAny(session, heartbeats);
        await end.CancelAsync();
        await Task.WhenAll(session, heartbeats);
    }
}
