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

/// <summary>Publishes a step with nothing by which the stream could know it again: neither a message id nor an expectation of its subject.</summary>
internal sealed class UnguardedPublisher(INatsJSContext jetStream, TimeProvider time) : IOrderPublisher
{
    public async ValueTask<PubAckResponse> PublishAsync(Order order, string by, CancellationToken cancellationToken)
    {
        var message = new StepMessage(order, by);
        var ack = await Deadline.KeepAsync(
            time,
            token => jetStream.PublishAsync(message.Subject, message.Payload, headers: message.NewHeaders(), cancellationToken: token),
            cancellationToken);
        return ack.Error is { } error ? throw new NatsJSApiException(error) : ack;
    }
}
