namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>
/// What the ledger keeps of one order, and saves: how far it has come, and (for as long as it is to be shown) its newest message and its way. Never changed,
/// only replaced: who holds it needs no lock.
/// </summary>
internal sealed record LedgerLine(Guid OrderId)
{
    /// <summary>By so much the message of a later step may be longer: its subject, its status, the fractions of its instant.</summary>
    private const int LongerStep = 32;

    public OrderMark Mark { get; init; }

    /// <summary>The first of its messages that was seen.</summary>
    public ulong FirstSequence { get; init; }

    /// <summary>When its first end was stored.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the order and all of its steps are here.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The order as of the newest of its messages, as that was stored: of a hundred thousand open orders the objects would be a million for every collection to go through.</summary>
    [JsonPropertyName("order")]
    [JsonConverter(typeof(RawJsonConverter))]
    public ReadOnlyMemory<byte>? Payload { get; init; }

    public string? TraceId { get; init; }

    public IReadOnlyList<OrderStep> Steps { get; init; } = [];

    [JsonIgnore]
    public OrderDetails? Details => Payload is { } order ? OrderDetails.Of(OrderJson.Deserialize(order.Span), TraceId, Steps) : null;

    /// <summary>How much of the stream its largest message takes.</summary>
    public int Bytes { get; init; }

    /// <summary>How much of it the steps may take that an order which was accepted has still before it.</summary>
    [JsonIgnore]
    public long Owes => EndedAt is null && Mark is { IsAccepted: true, Status: { } status } ? (OrderStatus.Completed - status) * (long)(Bytes + LongerStep) : 0;

    public LedgerLine Take(OrderMark mark, StoredStep step)
    {
        var isFirst = Mark == default;
        var isRead = step.Order is not null;
        return this with
        {
            Mark = mark,
            FirstSequence = isFirst ? step.Sequence : FirstSequence,
            EndedAt = EndedAt ?? (mark.Status is { } status && OrderLifecycle.IsFinal(status) ? step.StoredAt : null),
            IsWhole = isFirst ? mark.IsAccepted : IsWhole,
            Payload = isRead ? step.Payload : Payload,
            TraceId = TraceId ?? (isRead ? step.TraceId : null),
            Steps = isRead ? [.. Steps, OrderStep.Of(step)] : Steps,
            Bytes = Math.Max(Bytes, StreamRoom.BytesOf(step)),
        };
    }

    /// <summary>No more of the order than what counts.</summary>
    public LedgerLine Shorten() => this with { Payload = null, TraceId = null, Steps = [], IsWhole = false };
}

/// <summary>What the ledger keeps of an order: two bytes.</summary>
/// <param name="Seen">A bit for each step that was stored.</param>
/// <param name="Reached">The furthest of them; once an order has ended, its first end.</param>
internal readonly record struct OrderMark(byte Seen, byte Reached)
{
    /// <summary>Null where nothing is known of the order.</summary>
    [JsonIgnore]
    public OrderStatus? Status => Seen == 0 ? null : (OrderStatus)Reached;

    [JsonIgnore]
    public bool IsAccepted => Has(OrderStatus.Pending);

    public bool Has(OrderStatus step) => (Seen & Bit(step)) != 0;

    public OrderMark With(OrderStatus step) => new((byte)(Seen | Bit(step)), IsBehind(step) ? (byte)step : Reached);

    private bool IsBehind(OrderStatus step) => Status is not { } status || (!OrderLifecycle.IsFinal(status) && step > status);

    private static int Bit(OrderStatus step) => 1 << (int)step;
}
