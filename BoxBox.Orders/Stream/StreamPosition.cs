namespace BoxBox.Orders.Stream;

/// <summary>Where a stream ends.</summary>
/// <param name="LastSequence">The sequence of its newest message; 0 where there never was one.</param>
/// <param name="Created">When the stream was made: another instant is another stream, and its sequences have nothing to do with the former's.</param>
public readonly record struct StreamPosition(ulong LastSequence, DateTimeOffset Created)
{
    /// <summary>How much it holds.</summary>
    public long Bytes { get; init; }

    /// <summary>How much it may hold; 0 or less: as much as there is room for.</summary>
    public long MostBytes { get; init; }
}
