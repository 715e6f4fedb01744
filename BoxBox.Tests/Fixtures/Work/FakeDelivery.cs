namespace BoxBox.Tests.Fixtures.Work;

/// <summary>A delivery that writes what becomes of it into the journal, under its name.</summary>
public sealed class FakeDelivery(string name, Journal journal) : IDelivery
{
    public string Subject { get; init; } = "";

    public string? MessageId { get; init; }

    public ReadOnlyMemory<byte> Payload { get; init; }

    public int Attempt { get; init; } = 1;

    public DateTimeOffset StoredAt { get; init; }

    public ActivityContext Producer { get; init; }

    public TimeSpan? GivenBackFor { get; private set; }

    public Exception? AckFault { get; init; }

    public Exception? ExtendFault { get; init; }

    /// <summary>When a give-back that was sent has got through.</summary>
    public Task GiveBackSent { get; init; } = Task.CompletedTask;

    public bool StopsSendingWhenTold { get; init; }

    public static FakeDelivery Of(Order order, string name, Journal journal, int attempt = 1) => new(name, journal)
    {
        Subject = OrderSubjects.For(OrderStatus.Pending, order.OrderId),
        Payload = OrderJson.Serialize(order),
        Attempt = attempt,
        StoredAt = order.OrderedAt,
    };

    public Task AckAsync(CancellationToken cancellationToken) => WriteAsync("ack", AckFault);

    public Task ExtendAsync(CancellationToken cancellationToken) => WriteAsync("extend", ExtendFault);

    public async Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        GivenBackFor = delay;
        await WriteAsync("give back", null);
        await (StopsSendingWhenTold ? GiveBackSent.WaitAsync(cancellationToken) : GiveBackSent);
    }

    public Task RejectAsync(CancellationToken cancellationToken) => WriteAsync("reject", null);

    private Task WriteAsync(string what, Exception? fault)
    {
        journal.Write($"{what} {name}");
        return fault is null ? Task.CompletedTask : Task.FromException(fault);
    }
}
