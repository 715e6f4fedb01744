using NATS.Client.JetStream.Models;

namespace BoxBox.Drills.Guarantees;

/// <summary>The way into the stream, with what can go wrong before and after.</summary>
internal sealed class DrilledPublisher(IOrderPublisher guarded, IOrderPublisher unguarded, DrillBoard board) : IOrderPublisher
{
    public async ValueTask<PubAckResponse> PublishAsync(Order order, string by, CancellationToken cancellationToken)
    {
        var publisher = board.Happens(FaultKind.WithoutMessageIds, order.Status) ? unguarded : guarded;
        await board.ReachAsync(DrillPoint.BeforePublish, order.Status, cancellationToken);
        var ack = await publisher.PublishAsync(order, by, cancellationToken);
        if (board.Happens(FaultKind.PublishTwice, order.Status))
            await publisher.PublishAsync(order, by, cancellationToken);
        await board.ReachAsync(DrillPoint.AfterPublish, order.Status, cancellationToken);
        return ack;
    }
}
