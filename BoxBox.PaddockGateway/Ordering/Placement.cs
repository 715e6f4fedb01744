using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>What came of placing an order.</summary>
internal abstract record Placement
{
    private Placement()
    {
    }

    /// <summary>The order is in the stream: this one, or the one that an earlier attempt under the same key stored.</summary>
    public sealed record Stored(Order Order, bool Earlier) : Placement;

    /// <summary>The key stands for an order of something else.</summary>
    public sealed record KeyReused(Guid OrderId) : Placement;

    /// <summary>Nobody knows whether the order is in the stream.</summary>
    public sealed record Unavailable : Placement;
}
