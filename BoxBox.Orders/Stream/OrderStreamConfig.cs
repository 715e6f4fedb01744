namespace BoxBox.Orders.Stream;

/// <summary>The stream and its durable consumers, as every service that starts first creates them.</summary>
public static class OrderStreamConfig
{
    public const string StreamName = "ORDERS";

    /// <summary>Within this time a step that is published again is stored once.</summary>
    public static readonly TimeSpan DuplicateWindow = TimeSpan.FromMinutes(2);

    /// <summary>
    /// So many orders of a queue may be in workers' hands, or rest after they were given back, before the server delivers no more. Ten workers with the
    /// largest batch (1,000) hold half of it; by the server's own limit (1,000) one of them would leave the others nothing.
    /// </summary>
    public const int MostInFlight = 20_000;

    public static StreamConfig Stream(OrdersOptions options) => new(StreamName, [OrderSubjects.All])
    {
        Storage = StreamConfigStorage.File,
        Retention = StreamConfigRetention.Limits,
        DuplicateWindow = DuplicateWindow,
        NumReplicas = options.Replicas,
        MaxAge = options.MaxAge,
        MaxBytes = options.MaxBytes ?? -1,

        // A full stream takes nothing more, rather than drop the steps of orders on their way.
        Discard = StreamConfigDiscard.New,
        AllowDirect = true,
    };

    /// <summary>Whether the stream has no room for new orders: a tenth of it is kept for the steps of those that were accepted.</summary>
    /// <param name="bytes">How much it holds.</param>
    /// <param name="mostBytes">How much it may hold; 0 or less: as much as there is room for.</param>
    public static bool IsFull(long bytes, long mostBytes) => mostBytes > 0 && bytes >= mostBytes - (mostBytes / 10);

    /// <summary>A reader of what is stored after a sequence; the server forgets it 30 s after its last fetch.</summary>
    internal static ConsumerConfig Replay(ulong after) => new()
    {
        AckPolicy = ConsumerConfigAckPolicy.None,
        DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence,
        OptStartSeq = after + 1,
        InactiveThreshold = TimeSpan.FromSeconds(30),
        MemStorage = true,
        NumReplicas = 1,
    };

    /// <summary>A queue of the orders that reached a step, shared by all workers that use the same name.</summary>
    public static ConsumerConfig WorkQueue(string durableName, OrderStatus reached, OrdersOptions options) => new(durableName)
    {
        FilterSubject = OrderSubjects.AllThatReached(reached),
        AckPolicy = ConsumerConfigAckPolicy.Explicit,
        AckWait = options.AckWait,
        DeliverPolicy = ConsumerConfigDeliverPolicy.All,
        MaxAckPending = MostInFlight,
        // The worker counts the failures itself and says why it gives an order up: the server must not stop delivering before.
        MaxDeliver = -1,
    };
}
