namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Spans and log scopes that belong to an order.</summary>
public static class OrderSpans
{
    /// <summary>Attribute of every span and log line of an order.</summary>
    public const string OrderId = "boxbox.order.id";

#pragma warning disable CA1727 // The name is an attribute in the form of the semantic conventions.
    private static readonly Func<ILogger, object, IDisposable?> OfOrder = LoggerMessage.DefineScope<object>($"{OrderId}:{{{OrderId}}}");
#pragma warning restore CA1727

    /// <summary>A span of an order's way, under the current one or the one given.</summary>
    public static Activity? StartFor(this ActivitySource spans, string name, string orderId, ActivityContext parent = default) =>
        spans.StartActivity(name, ActivityKind.Internal, parent)?.SetTag(OrderId, orderId);

    public static void Fail(this Activity? span, string errorType, string description) =>
        span?.SetTag("error.type", errorType).SetStatus(ActivityStatusCode.Error, description);

    /// <summary>Every log line within belongs to the order.</summary>
    /// <param name="logger">Whose lines.</param>
    /// <param name="orderId">As text, or a <see cref="Guid"/>.</param>
    public static IDisposable? ScopeOf(this ILogger logger, object orderId) => OfOrder(logger, orderId);

    /// <summary>
    /// Passes the order's id on from span to span within a process, so that those of the HTTP and gRPC clients have it, too; and takes it from the baggage
    /// (W3C) of who calls, for a call that is broken off before its request is read.
    /// </summary>
    internal sealed class FromParent : BaseProcessor<Activity>
    {
        public override void OnStart(Activity data)
        {
            if (data.GetTagItem(OrderId) is null && (data.Parent?.GetTagItem(OrderId) ?? FromCaller(data)) is { } id)
                data.SetTag(OrderId, id);
        }

        private static string? FromCaller(Activity span) => span.HasRemoteParent && Guid.TryParse(span.GetBaggageItem(OrderId), out var id) ? $"{id}" : null;
    }
}
