using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>The way into the stream in memory, told in the journal; can be made to wait or to fail.</summary>
internal sealed class FakePublisher(Journal journal, FakeStream stream) : IOrderPublisher
{
    private readonly Lock _gate = new();
    private readonly List<Order> _published = [];

    /// <summary>What happens before the step is stored.</summary>
    public Func<Order, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What was stored.</summary>
    public IReadOnlyList<Order> Published
    {
        get
        {
            lock (_gate)
                return [.. _published];
        }
    }

    public async ValueTask<PubAckResponse> PublishAsync(Order order, string by, CancellationToken cancellationToken)
    {
        journal.Write($"publishing {order.Status}");
        await Before(order, cancellationToken);
        var ack = await stream.PublishAsync(order, by, cancellationToken);
        if (ack.Duplicate)
            return ack;
        lock (_gate)
            _published.Add(order);
        journal.Write($"stored {order.Status}");
        return ack;
    }
}
