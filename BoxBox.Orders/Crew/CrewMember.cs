using System.Threading.Channels;

namespace BoxBox.Orders.Crew;

/// <summary>This process as one of the crew: what it does now. Who changes that says so here; <see cref="CrewVoice"/> carries it on, where it can.</summary>
public sealed class CrewMember(string role, string instance, CrewState state, TimeProvider time)
{
    /// <summary>What is not carried on in time is forgotten, the oldest first: nobody's work waits for who looks on.</summary>
    private const int MostUnsaid = 256;

    private readonly Lock _gate = new();
    private readonly Channel<CrewReport> _unsaid = Channel.CreateBounded<CrewReport>(
        new BoundedChannelOptions(MostUnsaid) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private volatile CrewReport _now = new() { Role = role, Instance = instance, State = state, Since = time.GetUtcNow() };

    public CrewReport Now => _now;

    internal ChannelReader<CrewReport> Unsaid => _unsaid.Reader;

    /// <summary>From now on he does this, for so long where he knows; nothing new where he did it already.</summary>
    public void Does(CrewState state, IReadOnlyList<string>? orderIds = null, TimeSpan? lasts = null, string? detail = null)
    {
        lock (_gate)
        {
            if (_now.State == state && _now.OrderIds.SequenceEqual(orderIds ?? []) && lasts is null && _now.Until is null && _now.Detail == detail)
                return;
            var since = time.GetUtcNow();
            _now = _now with { State = state, OrderIds = orderIds ?? [], Since = since, Until = since + lasts, Detail = detail };
            _unsaid.Writer.TryWrite(_now);
        }
    }

    /// <summary>What a drill lets go wrong at him from now on; null: nothing any more.</summary>
    public void IsDrilled(string? drill)
    {
        lock (_gate)
        {
            _now = _now with { Drill = drill };
            _unsaid.Writer.TryWrite(_now);
        }
    }

    /// <summary>Something happened to him.</summary>
    public void Tell(CrewEventKind kind, string? orderId = null, int? attempt = null, string? reason = null)
    {
        lock (_gate)
            _unsaid.Writer.TryWrite(_now with { Happened = new CrewEvent(kind, orderId, attempt, reason, time.GetUtcNow()) });
    }

    /// <summary>Says again what he does, for who came later.</summary>
    internal void Repeat()
    {
        lock (_gate)
            _unsaid.Writer.TryWrite(_now);
    }
}
