namespace BoxBox.Orders.Stream;

/// <summary>The stream <c>ORDERS</c> in JetStream, as its writers see it.</summary>
internal sealed class OrderStream(
    INatsJSContext jetStream, StreamSetup setup, IOrderHistory history, OrderTelemetry telemetry, TimeProvider time, ILogger<OrderStream> logger) : IOrderPublisher
{
    public async ValueTask<PubAckResponse> PublishAsync(Order order, string by, CancellationToken cancellationToken)
    {
        var message = new StepMessage(order, by);
        var began = time.GetTimestamp();
        using var span = message.StartSpan();
        try
        {
            var ack = await Deadline.KeepAsync(time, token => StoreAsync(message, token), cancellationToken);
            telemetry.Published(order.Status, time.GetElapsedTime(began), error: null);
            if (!ack.Duplicate)
                telemetry.Reached(order);
            return ack;
        }
        catch (Exception error)
        {
            span.Fail(error.GetType().FullName!, error.Message);
            telemetry.Published(order.Status, time.GetElapsedTime(began), error);
            throw;
        }
    }

    private async ValueTask<PubAckResponse> StoreAsync(StepMessage message, CancellationToken cancellationToken)
    {
        PubAckResponse ack;
        try
        {
            ack = await SendAsync(message, cancellationToken);
        }
        catch (NatsJSPublishNoResponseException)
        {
            // Nobody listens on the subject: the stream was deleted, or JetStream is only just up.
            Log.StreamMissing(logger, OrderStreamConfig.StreamName);
            await setup.EnsureAsync(cancellationToken);
            ack = await SendAsync(message, cancellationToken);
        }

        return ack.Error switch
        {
            null => ack,
            { } error when JetStreamErrors.IsWrongLastSequence(error) => await FindStoredAsync(message.Order, error, cancellationToken),
            { } error => throw new NatsJSApiException(error),
        };
    }

    private ValueTask<PubAckResponse> SendAsync(StepMessage message, CancellationToken cancellationToken) =>
        jetStream.PublishAsync(message.Subject, message.Payload, opts: message.Options, headers: message.NewHeaders(), cancellationToken: cancellationToken);

    // The step was stored longer ago than the server remembers message ids.
    private async ValueTask<PubAckResponse> FindStoredAsync(Order order, ApiError error, CancellationToken cancellationToken)
    {
        var stored = await history.FindAsync(order.Status, order.OrderId, cancellationToken) ?? throw new NatsJSApiException(error);
        return new PubAckResponse { Stream = OrderStreamConfig.StreamName, Seq = stored.Sequence, Duplicate = true };
    }
}
