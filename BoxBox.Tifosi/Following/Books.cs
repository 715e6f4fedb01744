using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tifosi.Following;

/// <summary>The ledger before and after (or during) a run, and how many orders the gateway said in between that it had taken.</summary>
internal sealed record Books(LedgerTotals Before, LedgerTotals Now, long Placed)
{
    /// <summary>Orders that the gateway took and the ledger does not know. Others may order, too, so that it can know more.</summary>
    public long Lost => Math.Max(0, Placed - (Now.Accepted - Before.Accepted));

    /// <summary>Not where an order can be.</summary>
    public long Unaccounted => Lost + Math.Abs(Now.Unaccounted);

    /// <summary>Since the run began: what a drill broke before is not ours.</summary>
    public bool IsTrue => Unaccounted == 0 && Now.Duplicates == Before.Duplicates && Now.OutOfOrder == Before.OutOfOrder;
}
