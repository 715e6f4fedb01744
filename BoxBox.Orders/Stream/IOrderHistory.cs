namespace BoxBox.Orders.Stream;

/// <summary>Looks up what the stream holds of an order. That there is no message is the stream leader's word, never a lagging copy's.</summary>
/// <remarks>Throws <see cref="NatsException"/> where NATS refuses or is away, <see cref="TimeoutException"/> where it does not answer within 5 s.</remarks>
public interface IOrderLookup
{
    /// <summary>The newest message of one step of an order; null where the order never reached it.</summary>
    Task<StoredStep?> FindAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken);

    /// <summary>The first one, which is the order's own: what came behind it on its subject is a stray.</summary>
    Task<StoredStep?> FindFirstAsync(OrderStatus status, Guid orderId, CancellationToken cancellationToken);
}

/// <summary>Reads the stream: what was stored, in its order.</summary>
public interface IOrderHistory : IOrderLookup
{
    /// <summary>Where the stream ends now. A stream that was deleted is made again.</summary>
    Task<StreamPosition> PositionAsync(CancellationToken cancellationToken);

    /// <summary>The steps of an order after a sequence, in their order, of each the newest message; none where the stream has none.</summary>
    Task<IReadOnlyList<StoredStep>> StepsAsync(Guid orderId, ulong after, CancellationToken cancellationToken);

    /// <summary>The first message after a sequence; null where there is none.</summary>
    Task<StoredStep?> NextAsync(ulong after, CancellationToken cancellationToken);

    /// <summary>Reads what is stored after a sequence, in batches; ends where the stream ends. May end early behind a copy that lags.</summary>
    IAsyncEnumerable<StoredStep> ReadAsync(ulong after, CancellationToken cancellationToken);

    /// <summary>Everything after a sequence, and then what comes, until cancelled. Survives reconnects without gap or repeat.</summary>
    IAsyncEnumerable<StoredStep> FollowAsync(ulong after, CancellationToken cancellationToken);
}

/// <param name="LastSequence">The sequence of its newest message; 0 where there never was one.</param>
/// <param name="Created">When the stream was made: another instant is another stream, and its sequences have nothing to do with the former's.</param>
/// <param name="Bytes">How much it holds.</param>
/// <param name="MostBytes">How much it may hold; 0 or less: as much as there is room for.</param>
public readonly record struct StreamPosition(ulong LastSequence, DateTimeOffset Created, long Bytes = 0, long MostBytes = 0);
