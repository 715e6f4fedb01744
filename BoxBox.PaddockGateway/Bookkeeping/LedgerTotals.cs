namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>
/// The conservation of orders: how many were accepted, and where they stand. What was accepted is the sum of the six states; `duplicates` and
/// `out_of_order` are 0 unless a guarantee is broken.
/// </summary>
internal sealed record LedgerTotals
{
    /// <summary>Orders that were placed.</summary>
    public required long Accepted { get; init; }

    /// <summary>Of those, the ones that nobody has taken up.</summary>
    public required long Pending { get; init; }

    /// <summary>Of those, the ones that are being made.</summary>
    public required long InProgress { get; init; }

    /// <summary>Of those, the ones that wait for a rider.</summary>
    public required long WaitingDelivery { get; init; }

    /// <summary>Of those, the ones on their way.</summary>
    public required long OutForDelivery { get; init; }

    /// <summary>Of those, the ones that arrived.</summary>
    public required long Completed { get; init; }

    /// <summary>Of those, the ones that were given up.</summary>
    public required long Failed { get; init; }

    /// <summary>Steps that were stored although the same step of the same order stood there already.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Steps that an order may not take after what it had reached, and steps of orders that were never placed.</summary>
    public required long OutOfOrder { get; init; }

    /// <summary>From this message on none is missing: 1, or later where the stream had dropped older ones before they could be counted.</summary>
    public required ulong SinceSequence { get; init; }

    /// <summary>The last message that is counted.</summary>
    public required ulong AsOfSequence { get; init; }
}
