namespace BoxBox.PaddockGateway.Live;

/// <summary>Sends one client what it missed, and then what comes: each step once, in order.</summary>
internal sealed class LiveSession(LiveClient client, SseConnection connection, LiveFanOut fanOut, CatchUp catchUp, TimeProvider time)
{
    private const int MostAtOnce = 64;

    private readonly List<ReadOnlyMemory<byte>> _frames = [];

    private CancellationToken End => client.End;

    /// <summary>Runs until the client is to get nothing more.</summary>
    public async Task RunAsync()
    {
        await fanOut.Begun.WaitAsync(End);
        if (client.Request.After is { } seen && seen > fanOut.KnownEnd)
            await LocateAsync(seen);
        if (client.Request.OrderId is { } orderId && fanOut.FollowOne(client, orderId) is { } upTo)
            await SendMissedAsync(upTo);

        do
        {
            while (!fanOut.TryTake(client, _frames))
                await SendMissedAsync(fanOut.Position);
            await SendAsync();
            await Task.Delay(Pause(fanOut.ClientCount), time, End);
        }
        while (await client.NewsAsync());
        End.ThrowIfCancellationRequested();
    }

    /// <summary>Between two writes, 20 ms of a thousand clients: that each of them gets every event by itself would keep a machine too busy to be quick.</summary>
    private static TimeSpan Pause(int clients) => TimeSpan.FromMilliseconds(clients / 50);

    /// <summary>
    /// A client may know more than this process: another replica may have been a moment ahead. What the stream itself has not reached is of a stream that
    /// is gone: then nothing is known of what the client missed, and it begins where this stream ends now.
    /// </summary>
    private async Task LocateAsync(ulong seen)
    {
        var end = await catchUp.EndAsync(End);
        if (seen <= end)
            return;
        await connection.SendAsync(LiveFrame.BeyondTheEnd(seen, end), End);
        fanOut.MoveTo(client, end);
    }

    /// <summary>One pass over the stream, up to where it was when it began; what has come in meanwhile is the next pass's, or the ring's.</summary>
    private async Task SendMissedAsync(ulong upTo)
    {
        await using var missed = catchUp.ReadAsync(client.Cursor ?? 0, upTo, client.Request.OrderId, End).GetAsyncEnumerator(End);
        while (await HasNextAsync(missed))
            _frames.Add(missed.Current.Bytes);
        await SendAsync();
        fanOut.MoveTo(client, upTo);
    }

    /// <summary>Sends what was read before it waits for more.</summary>
    private async ValueTask<bool> HasNextAsync(IAsyncEnumerator<LiveFrame> missed)
    {
        var next = missed.MoveNextAsync();
        if (!next.IsCompleted || _frames.Count >= MostAtOnce)
            await SendAsync();
        return await next;
    }

    private async Task SendAsync()
    {
        if (_frames.Count == 0)
            return;
        await connection.SendAsync(_frames, End);
        _frames.Clear();
    }
}
