using BoxBox.Orders;
using BoxBox.PaddockGateway.Ordering;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>All that a ledger knows, as of one message: from there on it can be kept without reading the stream again.</summary>
/// <param name="Stream">When the stream was made that it was counted from.</param>
/// <param name="AsOf">The last message that is counted.</param>
internal sealed record LedgerSnapshot(DateTimeOffset Stream, ulong AsOf)
{
    public required ulong Since { get; init; }

    public required long Accepted { get; init; }

    public required long Duplicates { get; init; }

    public required long OutOfOrder { get; init; }

    /// <summary>How many orders stand at each status, in the order of <see cref="OrderStatus"/>.</summary>
    public required IReadOnlyList<long> Standing { get; init; }

    /// <summary>The open orders, and those that ended in the last minutes, in the order of their ends.</summary>
    public required IReadOnlyList<SavedLine> Lines { get; init; }
}

/// <summary>A <see cref="LedgerLine"/> in a snapshot.</summary>
internal sealed record SavedLine(Guid OrderId, byte Seen, byte Reached, ulong FirstSequence, DateTimeOffset? EndedAt)
{
    public int Bytes { get; init; }

    public Order? Order { get; init; }

    public string? TraceId { get; init; }

    public IReadOnlyList<OrderStep>? Steps { get; init; }

    public bool IsWhole { get; init; }
}
