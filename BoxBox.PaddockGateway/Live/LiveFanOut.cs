namespace BoxBox.PaddockGateway.Live;

/// <summary>Hands what the one subscription of this process brings to every live client, and waits for none of them.</summary>
internal sealed class LiveFanOut
{
    private const int MostAtOnce = 256;
    private const int MostBytesAtOnce = 32 * 1024;

    private readonly LiveOptions _options;
    private readonly ILogger<LiveFanOut> _logger;
    private readonly Lock _lock = new();
    private readonly FrameRing _ring;
    private readonly HashSet<LiveClient> _clients = [];
    private readonly HashSet<LiveClient> _ofAllOrders = [];
    private readonly Dictionary<Guid, List<LiveClient>> _ofOneOrder = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _position;
    private ulong _end;

    public LiveFanOut(IOptions<LiveOptions> options, GatewayTelemetry metrics, ILogger<LiveFanOut> logger)
    {
        (_options, _logger, _ring) = (options.Value, logger, new FrameRing(options.Value.Ring));
        metrics.CountClients(() => ClientCount);
    }

    /// <summary>Completes when the feed has found its place in the stream for the first time.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Those that are catching up count, too.</summary>
    public int ClientCount { get { lock (_lock) return _clients.Count; } }

    /// <summary>The sequence up to which everything has gone out.</summary>
    public ulong Position { get { lock (_lock) return _position; } }

    /// <summary>The last sequence that is known to be in the stream; behind it only while the feed catches up at its start.</summary>
    public ulong KnownEnd { get { lock (_lock) return Math.Max(_position, _end); } }

    /// <summary>Says where the feed begins, and where the stream ends now. What clients know of another stream than before is void: they are cut off.</summary>
    public void BeginAt(ulong position, ulong end)
    {
        lock (_lock)
        {
            (_position, _end) = (position, end);
            _ring.BeginAt(position);
            foreach (var client in Begun.IsCompleted ? _clients : [])
                client.CutOff();
            foreach (var client in _clients)
            {
                client.Cursor ??= end;
                client.Wake();
            }
        }

        _begun.TrySetResult();
    }

    /// <summary>Takes the next message of the stream.</summary>
    public void Publish(StoredStep step)
    {
        var frame = LiveFrame.Of(step);
        lock (_lock)
        {
            if (step.Sequence <= _position)
                return;
            _position = step.Sequence;
            if (frame is null)
                return;

            _ring.Add(frame);
            foreach (var client in _ofAllOrders)
                Offer(client);
            foreach (var client in _ofOneOrder.GetValueOrDefault(frame.OrderId) ?? [])
            {
                // It may know more than this process: another replica may have been a moment ahead.
                if (frame.Sequence <= client.Cursor)
                    continue;
                client.Waiting.Enqueue(frame);
                Offer(client);
            }
        }
    }

    /// <summary>Hands a frame that has no place in the stream, and so no id, to the clients that asked for such; also while they catch up, then the newest.</summary>
    public void PublishBeside(LiveFrame frame)
    {
        lock (_lock)
        {
            foreach (var client in _clients.Where(client => client.Request.Crew))
            {
                if (!client.IsLive && client.Waiting.Count >= _options.EventsBehind)
                    client.Waiting.Dequeue();
                client.Waiting.Enqueue(frame);
                Offer(client);
            }
        }
    }

    /// <summary>Lets a client in.</summary>
    /// <returns>Whether there was room.</returns>
    public bool TryJoin(LiveClient client)
    {
        lock (_lock)
        {
            if (_clients.Count >= _options.MostClients)
                return false;

            _clients.Add(client);
            if (Begun.IsCompleted)
                client.Cursor ??= Math.Max(_position, _end);
            if (client.Request.OrderId is null)
                _ofAllOrders.Add(client);
            return true;
        }
    }

    /// <summary>Lets a client that follows one order get its steps from now on, and from the ring those that it missed.</summary>
    /// <returns>Up to where the client has to find in the stream what it missed; null where the ring had all of it.</returns>
    public ulong? FollowOne(LiveClient client, Guid orderId)
    {
        lock (_lock)
        {
            if (!_ofOneOrder.TryGetValue(orderId, out var others))
                _ofOneOrder.Add(orderId, others = []);
            others.Add(client);
            client.IsLive = true;
            if (client.Cursor < _ring.Since)
                return _position;

            foreach (var frame in _ring.After(client.Cursor ?? _position).Where(frame => frame.OrderId == orderId))
                client.Waiting.Enqueue(frame);
            return null;
        }
    }

    /// <summary>Takes out what waits for a client, as much as is to be written at once.</summary>
    /// <returns>Whether the client has what came before that: else it is behind the ring, and has to read from the stream up to <see cref="Position"/>.</returns>
    public bool TryTake(LiveClient client, List<ReadOnlyMemory<byte>> frames)
    {
        lock (_lock)
        {
            while (client.Waiting.TryDequeue(out var frame))
                frames.Add(frame.Bytes);
            return client.Request.OrderId is not null || client.Cursor is null || TryTakeFromRing(client, frames);
        }
    }

    /// <summary>Notes that a client has got everything up to a sequence.</summary>
    public void MoveTo(LiveClient client, ulong cursor)
    {
        lock (_lock)
            client.Cursor = cursor;
    }

    public void Leave(LiveClient client)
    {
        lock (_lock)
        {
            _clients.Remove(client);
            _ofAllOrders.Remove(client);
            if (client.Request.OrderId is { } orderId && _ofOneOrder.TryGetValue(orderId, out var others) && others.Remove(client) && others.Count == 0)
                _ofOneOrder.Remove(orderId);
        }
    }

    private bool TryTakeFromRing(LiveClient client, List<ReadOnlyMemory<byte>> frames)
    {
        if (client.Cursor < _ring.Since)
            return false;

        var bytes = 0;
        foreach (var frame in _ring.After(client.Cursor.GetValueOrDefault()))
        {
            if (frames.Count >= MostAtOnce || bytes >= MostBytesAtOnce)
            {
                // The rest next time, without waiting for news.
                client.Wake();
                return true;
            }

            frames.Add(frame.Bytes);
            bytes += frame.Bytes.Length;
            client.Cursor = frame.Sequence;
        }

        client.Cursor = Math.Max(client.Cursor.GetValueOrDefault(), _position);
        client.IsLive = true;
        return true;
    }

    private void Offer(LiveClient client)
    {
        if (!client.IsLive || !IsTooFarBehind(client))
            client.Wake();
        else if (!client.IsCutOff)
        {
            Log.ClientCutOff(_logger, _options.EventsBehind);
            client.CutOff();
        }
    }

    /// <summary>The sequences say mostly that it is not; where a part of them is no event, the ring knows how many are.</summary>
    private bool IsTooFarBehind(LiveClient client)
    {
        var room = _options.EventsBehind - client.Waiting.Count;
        return room < 0
            || (client.Request.OrderId is null && client.Cursor is { } cursor && _position > cursor + (ulong)room
                && (cursor < _ring.Since || _ring.CountAfter(cursor) > room));
    }
}
