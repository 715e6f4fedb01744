namespace BoxBox.PaddockGateway.Ordering;

/// <summary>The order is in the stream.</summary>
/// <param name="OrderId">Names the order from now on.</param>
/// <param name="OrderedAt">When it was placed, in UTC.</param>
internal sealed record OrderPlaced(Guid OrderId, DateTimeOffset OrderedAt);
