namespace BoxBox.Orders.Stream;

/// <summary>A message of the stream.</summary>
/// <param name="Sequence">Its place in the stream, from 1.</param>
/// <param name="Order">The order after the step; null where the payload is not an order, or not the one that the subject names.</param>
/// <param name="By">Who published the step; empty where the message does not say.</param>
public sealed record StoredStep(ulong Sequence, Order? Order, string By)
{
    /// <summary>Which step of which order it is (<see cref="OrderSubjects"/>), also where the payload cannot be read.</summary>
    public string Subject { get; init; } = "";

    public DateTimeOffset StoredAt { get; init; }

    /// <summary>The trace of the order (W3C, 32 hexadecimal digits); null where the message has none.</summary>
    public string? TraceId { get; init; }

    /// <summary>The JSON of the order as it was published.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
