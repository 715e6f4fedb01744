namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>Keeps the books of the stream: a fold over its messages. What it counts follows from sequence, subject and time alone. Pure; one thread at a time.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>An order is <b>accepted</b> once its <see cref="OrderStatus.Pending"/> is in the stream. Every accepted order stands in exactly one state:
/// the furthest step that was stored of it, or the first end (<see cref="OrderStatus.Completed"/>, <see cref="OrderStatus.Failed"/>); nothing moves it from there.</item>
/// <item>A <b>duplicate</b> is a step of an order that is stored a second time, a third and so on. It changes nothing else.</item>
/// <item>A step is <b>out of order</b> where <see cref="OrderLifecycle"/> does not let it follow the order's state: a step that was left out makes the next one
/// so, a late one is so itself, and so is anything new after the end. So is every first step but pending: then the order is not accepted and in no
/// state, until its pending comes (which is out of order, too).</item>
/// <item>The stream drops what is older than <c>Orders:MaxAge</c>. A ledger that missed messages because of that (those before
/// <see cref="LedgerTotals.SinceSequence"/>) cannot know what they were: an order whose first step to be seen is not pending is not counted as accepted, nor is
/// that step counted as out of order; its later steps are judged from there.</item>
/// <item>A message whose subject names no step of an order is passed over.</item>
/// </list>
/// <para>It remembers the open orders, and those that ended within <see cref="Remembered"/> before its newest message: no step of an order can be stored a
/// second time while its subjects stand, and where a guarantee is broken that shows within these minutes. Of an order that it has forgotten, the next step is
/// that of an unknown one.</para>
/// </remarks>
internal sealed class Ledger
{
    /// <summary>How long an order is remembered after its end.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>So many orders that have ended are remembered at most,</summary>
    public const int MostEnded = 50_000;

    /// <summary>and so many of them with all that is to be shown of them.</summary>
    public const int MostEndedShown = 1_000;

    /// <summary>So many open orders are shown, and saved with all that is to be shown: the newest.</summary>
    public const int MostOpenShown = 10_000;

    private readonly Dictionary<Guid, LedgerLine> _lines = [];
    private readonly Queue<(Guid OrderId, DateTimeOffset At)> _ended = [];
    private readonly Queue<Guid> _endedShown = [];
    private readonly long[] _standing = new long[Enum.GetValues<OrderStatus>().Length];
    private long _accepted;
    private long _duplicates;
    private long _outOfOrder;
    private ulong _since = 1;
    private DateTimeOffset? _storedAt;

    public Ledger()
    {
    }

    /// <summary>A ledger that goes on from a snapshot.</summary>
    public Ledger(LedgerSnapshot saved)
    {
        (AsOf, _since, _accepted, _duplicates, _outOfOrder) = (saved.AsOf, saved.Since, saved.Accepted, saved.Duplicates, saved.OutOfOrder);
        _storedAt = saved.StoredAt;
        saved.Standing.ToArray().CopyTo(_standing, 0);
        foreach (var line in saved.AllOrders)
        {
            _lines.Add(line.OrderId, line);
            Owed += line.Owes;
            if (line.EndedAt is { } endedAt)
                Retire(line.OrderId, endedAt);
        }
    }

    /// <summary>The last message that is counted; 0 where none is.</summary>
    public ulong AsOf { get; private set; }

    /// <summary>How many bytes of the stream the steps take at most that the open orders have still before them.</summary>
    public long Owed { get; private set; }

    /// <summary>How many orders it remembers.</summary>
    public int Count => _lines.Count;

    public LedgerTotals Totals => new()
    {
        Accepted = _accepted,
        Pending = _standing[(int)OrderStatus.Pending],
        InProgress = _standing[(int)OrderStatus.InProgress],
        WaitingDelivery = _standing[(int)OrderStatus.WaitingDelivery],
        OutForDelivery = _standing[(int)OrderStatus.OutForDelivery],
        Completed = _standing[(int)OrderStatus.Completed],
        Failed = _standing[(int)OrderStatus.Failed],
        Duplicates = _duplicates,
        OutOfOrder = _outOfOrder,
        SinceSequence = _since,
        AsOfSequence = AsOf,
    };

    public LedgerLine? Find(Guid orderId) => _lines.GetValueOrDefault(orderId);

    /// <summary>The open orders, in no order.</summary>
    public IEnumerable<LedgerLine> Open => _lines.Values.Where(line => line.EndedAt is null);

    /// <summary>The orders that ended and are still to be shown, the last to end first.</summary>
    public IEnumerable<LedgerLine> Ended => _endedShown.Reverse().Select(orderId => _lines[orderId]);

    /// <summary>Counts the next message; one that is not after <see cref="AsOf"/> is counted already.</summary>
    public void Enter(StoredStep message)
    {
        if (message.Sequence <= AsOf)
            return;
        BeginAt(message.Sequence);
        (AsOf, _storedAt) = (message.Sequence, message.StoredAt);
        Forget(message.StoredAt);
        if (OrderSubjects.TryParse(message.Subject, out var step, out var orderId))
            Enter(step, orderId, message);
    }

    /// <summary>Notes that the stream has no more messages up to here: it dropped them.</summary>
    public void SkipTo(ulong sequence)
    {
        if (sequence <= AsOf)
            return;
        BeginAt(sequence + 1);
        (AsOf, _storedAt) = (sequence, null);
    }

    /// <summary>Takes down what is to be saved.</summary>
    /// <param name="stream">When the stream was made.</param>
    /// <returns>Makes the snapshot of the ledger as it was then: the long part of it, for which nobody has to wait.</returns>
    public Func<LedgerSnapshot> Save(DateTimeOffset stream)
    {
        LedgerLine[] open = [.. Open];
        LedgerLine[] ended = [.. _ended.Select(order => _lines[order.OrderId])];
        var totals = new LedgerSnapshot(stream, AsOf, _storedAt)
        {
            Since = _since,
            Accepted = _accepted,
            Duplicates = _duplicates,
            OutOfOrder = _outOfOrder,
            Standing = [.. _standing],
            Older = [],
            Orders = [],
        };
        return () =>
        {
            Array.Sort(Array.ConvertAll(open, line => line.FirstSequence), open);
            var older = Math.Max(0, open.Length - MostOpenShown);
            return totals with { Older = LedgerSnapshot.Pack(open.AsSpan(0, older)), Orders = [.. open[older..], .. ended] };
        };
    }

    private void BeginAt(ulong sequence)
    {
        if (sequence != AsOf + 1)
            _since = sequence;
    }

    private void Enter(OrderStatus step, Guid orderId, StoredStep message)
    {
        var known = _lines.GetValueOrDefault(orderId) ?? new LedgerLine(orderId);
        var before = known.Mark;
        if (before.Has(step))
        {
            _duplicates++;
            return;
        }

        if (!OrderLifecycle.MayFollow(before.Status, step) && !MayHaveBegunBefore(before))
            _outOfOrder++;
        var line = _lines[orderId] = known.Take(before.With(step), message);
        Owed += line.Owes - known.Owes;
        Move(before, line.Mark);
        if (known.EndedAt is null && line.EndedAt is { } endedAt)
            Retire(orderId, endedAt);
    }

    private bool MayHaveBegunBefore(OrderMark mark) => mark.Status is null && _since > 1;

    private void Move(OrderMark before, OrderMark after)
    {
        if (!after.IsAccepted)
            return;
        if (before.IsAccepted)
            _standing[before.Reached]--;
        else
            _accepted++;
        _standing[after.Reached]++;
    }

    private void Retire(Guid orderId, DateTimeOffset endedAt)
    {
        _ended.Enqueue((orderId, endedAt));
        _endedShown.Enqueue(orderId);
        if (_endedShown.Count > MostEndedShown)
        {
            var shown = _endedShown.Dequeue();
            _lines[shown] = _lines[shown].Shorten();
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_ended.TryPeek(out var oldest) && (_ended.Count > MostEnded || now - oldest.At > Remembered))
        {
            _lines.Remove(_ended.Dequeue().OrderId);
            if (_endedShown.TryPeek(out var shown) && shown == oldest.OrderId)
                _endedShown.Dequeue();
        }
    }
}
