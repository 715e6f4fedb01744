namespace NATS.Client.Core.Internal;

/// <summary>The times after which a subscription ends by itself.</summary>
internal sealed class SubTimers : IDisposable
{
    private readonly Timer? _whole;
    private readonly Timer? _startUp;
    private readonly Timer? _idle;
    private readonly NatsSubOpts _opts;
    private bool _hasMessage;

    private SubTimers(NatsSubOpts opts, Action<NatsSubEndReason> end)
    {
        _opts = opts;
        _whole = opts.Timeout is null ? null : new Timer(_ => end(NatsSubEndReason.Timeout));
        _startUp = opts.StartUpTimeout is null ? null : new Timer(_ => end(NatsSubEndReason.StartUpTimeout));
        _idle = opts.IdleTimeout is null ? null : new Timer(_ => end(NatsSubEndReason.IdleTimeout));
    }

    public static SubTimers? For(NatsSubOpts? opts, Action<NatsSubEndReason> end) =>
        opts is { Timeout: null, StartUpTimeout: null, IdleTimeout: null } or null ? null : new SubTimers(opts, end);

    public void Start()
    {
        _whole?.Change(_opts.Timeout!.Value, Timeout.InfiniteTimeSpan);
        if (_startUp is not null)
            _startUp.Change(_opts.StartUpTimeout!.Value, Timeout.InfiniteTimeSpan);
        else
            _idle?.Change(_opts.IdleTimeout!.Value, Timeout.InfiniteTimeSpan);
    }

    public void OnMessage()
    {
        _idle?.Change(_opts.IdleTimeout!.Value, Timeout.InfiniteTimeSpan);
        if (_hasMessage)
            return;
        _hasMessage = true;
        _startUp?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Stop()
    {
        _whole?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _startUp?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _idle?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _whole?.Dispose();
        _startUp?.Dispose();
        _idle?.Dispose();
    }
}
