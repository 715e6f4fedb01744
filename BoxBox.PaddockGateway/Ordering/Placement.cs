namespace BoxBox.PaddockGateway.Ordering;

/// <summary>What came of placing an order.</summary>
internal enum Placement
{
    /// <summary>The order is in the stream.</summary>
    Accepted,

    /// <summary>The order is in the stream since an earlier attempt under the same key.</summary>
    Repeated,

    /// <summary>The key stands for an order of something else.</summary>
    KeyReused,

    /// <summary>The order was not stored: what room the stream has left is for the steps of accepted orders.</summary>
    NoRoom,

    /// <summary>Nobody knows whether the order is in the stream.</summary>
    Unavailable,
}
