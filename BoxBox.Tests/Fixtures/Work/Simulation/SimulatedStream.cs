using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>The order stream as JetStream keeps it: a message id is stored once within the window, and a step's subject takes one message at all.</summary>
internal sealed class SimulatedStream(TimeProvider time)
{
    private readonly List<Stored> _steps = [];

    public IReadOnlyList<Stored> Steps => _steps;

    public PubAckResponse Publish(Order order)
    {
        var id = StepMessage.IdOf(order);
        var there = _steps.FindLast(step => step.MessageId == id && time.GetElapsedTime(step.At) < OrderStreamConfig.DuplicateWindow) ?? Find(order.Status, order.OrderId);
        if (there is null)
            _steps.Add(there = new Stored((ulong)_steps.Count + 1, order, id, time.GetTimestamp()));
        else
            return new PubAckResponse { Stream = "ORDERS", Seq = there.Sequence, Duplicate = true };
        return new PubAckResponse { Stream = "ORDERS", Seq = there.Sequence };
    }

    public Stored? Find(OrderStatus step, Guid orderId) => _steps.Find(stored => stored.Order.Status == step && stored.Order.OrderId == orderId);

    public IReadOnlyList<OrderStatus> StepsOf(Guid orderId) => [.. _steps.Where(step => step.Order.OrderId == orderId).Select(step => step.Order.Status)];

    /// <param name="Sequence">Its place, from 1.</param>
    /// <param name="Order">The order after the step.</param>
    /// <param name="MessageId">What JetStream knows it again by.</param>
    /// <param name="At">When it was stored, as a timestamp.</param>
    internal sealed record Stored(ulong Sequence, Order Order, string MessageId, long At);
}
