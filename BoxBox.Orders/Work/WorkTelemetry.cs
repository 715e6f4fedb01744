using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BoxBox.Orders.Work;

/// <summary>A worker's spans, by OpenTelemetry's conventions for messaging.</summary>
internal static class WorkTelemetry
{
#pragma warning disable CA1727 // The name is an attribute in the form of the semantic conventions.
    private static readonly Func<ILogger, Guid, IDisposable?> OfOrder = LoggerMessage.DefineScope<Guid>($"{OrderTelemetry.OrderIdKey}:{{{OrderTelemetry.OrderIdKey}}}");
#pragma warning restore CA1727

    /// <summary>The span of working one delivery, in the trace of who published the message.</summary>
    public static Activity? TakeUp(WorkerProfile profile, IDelivery delivery, Guid orderId)
    {
        var template = OrderSubjects.AllThatReached(profile.Takes);
        var span = profile.Spans.StartActivity($"process {template}", ActivityKind.Consumer, delivery.Producer);
        span?.SetTag(OrderTelemetry.OrderIdKey, orderId.ToString());
        span?.SetTag("messaging.system", "nats");
        span?.SetTag("messaging.operation.name", "process");
        span?.SetTag("messaging.operation.type", "process");
        span?.SetTag("messaging.destination.name", delivery.Subject);
        span?.SetTag("messaging.destination.template", template);
        span?.SetTag("messaging.consumer.group.name", profile.Consumer);
        span?.SetTag("messaging.nats.delivery_count", delivery.Attempt);
        return span;
    }

    public static void Mark(Activity? span, Exception fault, Verdict verdict)
    {
        if (verdict is Verdict.LetGo)
            return;
        span?.SetTag("error.type", fault.GetType().FullName);
        span?.SetStatus(ActivityStatusCode.Error, fault.Message);
    }

    public static IDisposable? Scope(ILogger logger, Guid orderId) => OfOrder(logger, orderId);
}
