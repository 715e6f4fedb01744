using System.Text.Json.Serialization;

namespace BoxBox.Tifosi.Gateway;

/// <summary>What <c>GET /v1/ledger</c> says.</summary>
internal sealed record LedgerTotals(
    long Accepted,
    long Pending,
    long InProgress,
    long WaitingDelivery,
    long OutForDelivery,
    long Completed,
    long Failed,
    long Duplicates,
    long OutOfOrder,
    ulong SinceSequence,
    ulong AsOfSequence)
{
    /// <summary>Where every order that was accepted is.</summary>
    [JsonIgnore]
    public long Somewhere => Pending + InProgress + WaitingDelivery + OutForDelivery + Completed + Failed;

    /// <summary>Accepted, and nowhere; less than none where orders are in two places.</summary>
    [JsonIgnore]
    public long Unaccounted => Accepted - Somewhere;

    /// <summary>No guarantee is broken.</summary>
    [JsonIgnore]
    public bool IsBalanced => Unaccounted == 0 && Duplicates == 0 && OutOfOrder == 0;

    public override string ToString() =>
        $"{Accepted} accepted = {Pending} pending + {InProgress} in progress + {WaitingDelivery} waiting for delivery + {OutForDelivery} out for delivery + {Completed} completed + {Failed} failed; {Duplicates} duplicates, {OutOfOrder} out of order";
}
