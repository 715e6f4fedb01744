using BoxBox.PaddockGateway.Bookkeeping;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>The rules of the ledger as plainly as can be: it remembers every message, and counts all of them anew each time.</summary>
internal sealed class NaiveLedger
{
    private readonly List<(Guid OrderId, OrderStatus Step)> _stored = [];

    public void Store(Guid orderId, OrderStatus step) => _stored.Add((orderId, step));

    public LedgerTotals Totals()
    {
        var (duplicates, outOfOrder) = (0L, 0L);
        var reached = new Dictionary<Guid, OrderStatus>();
        for (var index = 0; index < _stored.Count; index++)
        {
            var (orderId, step) = _stored[index];
            if (_stored.Take(index).Contains((orderId, step)))
            {
                duplicates++;
                continue;
            }

            var before = reached.TryGetValue(orderId, out var status) ? status : (OrderStatus?)null;
            var isNext = before is null ? step == OrderStatus.Pending : before < OrderStatus.Completed && (step == OrderStatus.Failed || step == before + 1);
            if (!isNext)
                outOfOrder++;
            if (before is null || (before < OrderStatus.Completed && step > before))
                reached[orderId] = step;
        }

        var accepted = _stored.Where(stored => stored.Step == OrderStatus.Pending).Select(stored => stored.OrderId).ToHashSet();
        long At(OrderStatus status) => accepted.Count(orderId => reached[orderId] == status);
        return new LedgerTotals
        {
            Accepted = accepted.Count,
            Pending = At(OrderStatus.Pending),
            InProgress = At(OrderStatus.InProgress),
            WaitingDelivery = At(OrderStatus.WaitingDelivery),
            OutForDelivery = At(OrderStatus.OutForDelivery),
            Completed = At(OrderStatus.Completed),
            Failed = At(OrderStatus.Failed),
            Duplicates = duplicates,
            OutOfOrder = outOfOrder,
            SinceSequence = 1,
            AsOfSequence = (ulong)_stored.Count,
        };
    }
}
