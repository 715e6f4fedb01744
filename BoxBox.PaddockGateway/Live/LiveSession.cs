namespace BoxBox.PaddockGateway.Live;

/// <summary>Sends one client what it missed, and then what comes: each step once, in order.</summary>
internal sealed class LiveSession : IDisposable
{
    private readonly LiveRequest _request;
    private readonly SseConnection _connection;
    private readonly LiveFanOut _fanOut;
    private readonly CatchUp _catchUp;
    private LiveClient? _place;
    private ulong _sent;

    /// <summary>A client that asks for live events only takes its place at once: it must have it before it hears that it is connected.</summary>
    public LiveSession(LiveRequest request, SseConnection connection, LiveFanOut fanOut, CatchUp catchUp)
    {
        (_request, _connection, _fanOut, _catchUp) = (request, connection, fanOut, catchUp);
        if (request.After is null)
            _place = fanOut.Join(request.OrderId);
    }

    public bool IsCutOff => _place?.CutOff.IsCancellationRequested ?? false;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var place = _place ??= await CatchUpAsync(_request.After ?? 0, cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, place.CutOff);
        await foreach (var step in place.Events.ReadAllAsync(either.Token))
        {
            // A client may know more than this process: another replica may have been a moment ahead.
            if (step.Sequence > _sent)
                await _connection.SendAsync(step.Frame, either.Token);
        }
    }

    public void Dispose()
    {
        if (_place is not null)
            _fanOut.Leave(_place);
    }

    private async Task<LiveClient> CatchUpAsync(ulong seen, CancellationToken cancellationToken)
    {
        await _fanOut.Begun.WaitAsync(cancellationToken);
        var generation = _fanOut.Generation;
        _sent = await _catchUp.LocateAsync(seen, cancellationToken);

        // The long way without a place yet, so that its queue does not fill up meanwhile; the rest is what came in during that.
        await SendMissedAsync(_fanOut.Position, cancellationToken);
        _place = _fanOut.Join(_request.OrderId, generation);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _place.CutOff);
        await SendMissedAsync(_place.JoinedAt, either.Token);
        return _place;
    }

    private async Task SendMissedAsync(ulong upTo, CancellationToken cancellationToken)
    {
        await foreach (var step in _catchUp.ReadAsync(_sent, upTo, _request.OrderId, cancellationToken))
        {
            await _connection.SendAsync(step.Frame, cancellationToken);
            _sent = step.Sequence;
        }
    }
}
