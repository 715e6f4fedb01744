using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.Tests.Fixtures.Orders;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.Work;

/// <summary>Writes into the journal what is published; can be made to wait or to fail.</summary>
public sealed class FakePublisher(Journal journal) : IOrderPublisher
{
    private readonly Lock _gate = new();
    private readonly List<Order> _published = [];

    /// <summary>What happens before the step is stored.</summary>
    public Func<Order, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Whether the stream has such a step already.</summary>
    public Func<Order, bool> IsThere { get; set; } = _ => false;

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
        if (IsThere(order))
            return new PubAckResponse { Stream = "ORDERS", Seq = 1, Duplicate = true };
        lock (_gate)
            _published.Add(order);
        journal.Write($"stored {order.Status}");
        return new PubAckResponse { Stream = "ORDERS", Seq = (ulong)Published.Count };
    }
}
