using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Orders.Stream;

/// <summary>A step of an order as the message that stores it.</summary>
internal sealed class StepMessage(Order order, string by)
{
    public Order Order => order;

    public string Subject { get; } = OrderSubjects.For(order.Status, order.OrderId);

    public string Id { get; } = OrderMessageId.Of(order);

    public byte[] Payload { get; } = OrderJson.Serialize(order);

    /// <summary>
    /// The message id makes a repeat within the duplicate window a no-op. A repeat may come later than that (NATS away for minutes, a client with
    /// the same Idempotency-Key), so the step's subject must also still be empty: its last sequence is expected to be 0.
    /// </summary>
    public NatsJSPubOpts Options => new() { MsgId = Id, ExpectedLastSubjectSequence = 0 };

    /// <summary>New ones for each try: the client makes headers read-only once they are sent.</summary>
    public NatsHeaders NewHeaders()
    {
        var headers = new NatsHeaders { [OrderHeaders.By] = by };
        PublishSpan.Inject(headers);
        return headers;
    }
}
