using System.Diagnostics;
using NATS.Client.Core;

namespace BoxBox.Orders.Stream;

/// <summary>The producer span of a step, by OpenTelemetry's semantic conventions for messaging.</summary>
internal static class PublishSpan
{
    /// <summary>Starts the span; where nobody listens there is still a trace for the message to carry, of its own or the current one.</summary>
    public static Activity? Start(Order order, string subject, string messageId, int bodySize)
    {
        var template = OrderSubjects.TemplateFor(order.Status);
        var span = OrderTelemetry.Source.StartActivity($"publish {template}", ActivityKind.Producer);
        if (span is null)
            return Activity.Current is null ? new Activity($"publish {template}").SetIdFormat(ActivityIdFormat.W3C).Start() : null;

        return span
            .SetTag("messaging.system", "nats")
            .SetTag("messaging.operation.name", "publish")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", subject)
            .SetTag("messaging.destination.template", template)
            .SetTag("messaging.message.id", messageId)
            .SetTag("messaging.message.body.size", bodySize)
            .SetTag(OrderSpans.OrderId, order.OrderId.ToString("D"));
    }

    /// <summary>Lets the trace travel on in the message.</summary>
    public static void Inject(NatsHeaders headers) =>
        DistributedContextPropagator.Current.Inject(Activity.Current, headers, static (carrier, name, value) => ((NatsHeaders)carrier!)[name] = value);

    public static void Fail(Activity? span, Exception error) =>
        span?.SetStatus(ActivityStatusCode.Error, error.Message).SetTag("error.type", error.GetType().FullName);
}
