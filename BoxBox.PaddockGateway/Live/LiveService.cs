namespace BoxBox.PaddockGateway.Live;

/// <summary>Serves each client from its connection to its end, and no more of them than it may.</summary>
internal sealed class LiveService(LiveFanOut fanOut, CatchUp catchUp, IOptions<LiveOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>How long a client waits for a gateway that has just started to find the stream, before it is let in without.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    /// <returns>Whether there was room for the client, who has been served then.</returns>
    public async Task<bool> TryServeAsync(LiveRequest request, HttpContext http)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var client = new LiveClient(request, gone.Token);

        // Before it hears that it is connected: from then on it must miss nothing.
        if (!fanOut.TryJoin(client))
            return false;

        try
        {
            if (!fanOut.Begun.IsCompleted)
                await Task.WhenAny(fanOut.Begun, Task.Delay(StartPatience, time, client.End));
            await ServeAsync(client, http, gone);
        }
        catch (OperationCanceledException) when (client.End.IsCancellationRequested)
        {
            // The client left or fell behind, or the service stops. What a client that fell behind has not read yet must not hold the connection.
            if (client.IsCutOff)
                http.Abort();
        }
        finally
        {
            fanOut.Leave(client);
        }

        return true;
    }

    private async Task ServeAsync(LiveClient client, HttpContext http, CancellationTokenSource gone)
    {
        using var connection = new SseConnection(http.Response, options.Value.Heartbeat, time);
        await connection.OpenAsync(client.End);
        var session = new LiveSession(client, connection, fanOut, catchUp, time).RunAsync();
        var heartbeats = connection.BeatAsync(client.End);
        await Task.WhenAny(session, heartbeats);
        await gone.CancelAsync();
        await Task.WhenAll(session, heartbeats);
    }
}
