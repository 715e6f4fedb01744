namespace BoxBox.Orders.Work;

/// <summary>A worker's spans, by OpenTelemetry's conventions for messaging.</summary>
internal static class WorkTelemetry
{
    private const string DeliveryCount = "messaging.nats.delivery_count";

    /// <summary>
    /// The span of working one delivery, in the trace of who published the message: one trace an order. A delivery that is not the first says so
    /// with a link as well, which the conventions have for the message's creation, beside its count.
    /// </summary>
    public static Activity? TakeUp(WorkerProfile profile, IDelivery delivery, Guid? orderId)
    {
        var template = OrderSubjects.TemplateFor(profile.Takes);
        return profile.Spans.StartActivity(ActivityKind.Consumer, delivery.Producer, links: LinksOf(delivery), name: $"process {template}")?
            .SetTag(OrderSpans.OrderId, orderId?.ToString())
            .SetTag("messaging.system", "nats")
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", delivery.Subject)
            .SetTag("messaging.destination.template", template)
            .SetTag("messaging.consumer.group.name", profile.Consumer)
            .SetTag("messaging.message.id", delivery.MessageId)
            .SetTag("messaging.message.body.size", delivery.Payload.Length)
            .SetTag(DeliveryCount, delivery.Attempt);
    }

    /// <summary>The time that an order spent behind others of its batch, now that its turn has come.</summary>
    public static void WaitedInBatch(WorkerProfile profile, IDelivery delivery, Guid orderId, DateTimeOffset since) => profile.Spans
        .StartActivity("wait in batch", ActivityKind.Internal, delivery.Producer, startTime: since)?.SetTag(OrderSpans.OrderId, orderId.ToString()).Stop();

    public static void GaveBack(Activity? span, TimeSpan delay) =>
        span?.AddEvent(new ActivityEvent("give back", tags: new ActivityTagsCollection { ["boxbox.delay"] = delay.TotalSeconds }));

    public static void Mark(Activity? span, Exception fault, bool isTheOrders)
    {
        span.Fail(fault.GetType().FullName!, fault.Message);
        if (isTheOrders)
            span?.AddException(fault);
    }

    private static ActivityLink[]? LinksOf(IDelivery delivery) =>
        delivery.Attempt > 1 && delivery.Producer != default
            ? [new ActivityLink(delivery.Producer, new ActivityTagsCollection { [DeliveryCount] = delivery.Attempt })]
            : null;
}
