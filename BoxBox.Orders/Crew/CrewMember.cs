using System.Threading.Channels;

namespace BoxBox.Orders.Crew;

/// <summary>This process as one of the crew: what it does now. Who changes that says so here; <see cref="CrewVoice"/> carries it on, where it can.</summary>
public sealed class CrewMember(string role, string instance, CrewState state, TimeProvider time)
{
    /// <summary>What is not carried on in time is forgotten, the oldest first: nobody's work waits for who looks on.</summary>
    private const int MostUnsaid = 256;

    private readonly Lock gate = new();
    private readonly Channel<CrewReport> unsaid = Channel.CreateBounded<CrewReport>(
        new BoundedChannelOptions(MostUnsaid) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private volatile CrewReport now = new() { Role = role, Instance = instance, State = state, Since = time.GetUtcNow() };

    public CrewReport Now => now;

    internal ChannelReader<CrewReport> Unsaid => unsaid.Reader;

    /// <summary>From now on he does this, for so long where he knows; nothing new where he did it already.</summary>
    public void Does(CrewState state, IReadOnlyList<string>? orderIds = null, TimeSpan? lasts = null, string? detail = null)
    {
        lock (gate)
        {
            if (now.State == state && now.OrderIds.SequenceEqual(orderIds ?? []) && lasts is null && now.Until is null && now.Detail == detail)
                return;
            var since = time.GetUtcNow();
            now = now with { State = state, OrderIds = orderIds ?? [], Since = since, Until = since + lasts, Detail = detail };
            unsaid.Writer.TryWrite(now);
        }
    }

    /// <summary>What a drill lets go wrong at him from now on; null: nothing any more.</summary>
    public void IsDrilled(string? drill)
    {
        lock (gate)
        {
            now = now with { Drill = drill };
            unsaid.Writer.TryWrite(now);
        }
    }

    /// <summary>Something happened to him.</summary>
    public void Tell(CrewEventKind kind, string? orderId = null, int? attempt = null, string? reason = null)
    {
        lock (gate)
            unsaid.Writer.TryWrite(now with { Happened = new CrewEvent(kind, orderId, attempt, reason, time.GetUtcNow()) });
    }

    /// <summary>Says again what he does, for who came later.</summary>
    internal void Repeat()
    {
        lock (gate)
            unsaid.Writer.TryWrite(now);
    }
}
