namespace BoxBox.Orders.Stream;

/// <summary>A step of an order as the message that stores it.</summary>
internal sealed class StepMessage(Order order, string by)
{
    /// <summary>The header that says who published the step: the service's name, e.g. <c>maestro</c>.</summary>
    public const string By = "BoxBox-By";

    public Order Order => order;
    public string Subject { get; } = OrderSubjects.For(order.Status, order.OrderId);
    public string Id { get; } = IdOf(order);
    public byte[] Payload { get; } = OrderJson.Serialize(order);

    /// <summary>
    /// The <c>Nats-Msg-Id</c> of a step, by which JetStream stores it once: <c>ORDER-ID:STATUS</c>. An order ends once: its two ends share
    /// <c>ORDER-ID:end</c>, so that whoever is slow to say the other is told that an end stands already.
    /// </summary>
    public static string IdOf(Order order) => $"{order.OrderId:D}:{(OrderLifecycle.IsFinal(order.Status) ? "end" : WireName.Of(order.Status))}";

    /// <summary>
    /// The message id makes a repeat within the duplicate window a no-op. A repeat may come later than that (NATS away for minutes, a client with
    /// the same Idempotency-Key), so the step's subject must also still be empty: its last sequence is expected to be 0.
    /// </summary>
    public NatsJSPubOpts Options => new() { MsgId = Id, ExpectedLastSubjectSequence = 0 };

    /// <summary>
    /// Starts the producer span, by OpenTelemetry's semantic conventions for messaging. Where nobody listens there is still a trace for the message to
    /// carry, of its own or the current one.
    /// </summary>
    public Activity? StartSpan()
    {
        var template = OrderSubjects.TemplateFor(order.Status);
        if (!OrderTelemetry.Spans.HasListeners() && Activity.Current is not null)
            return null;
        if (OrderTelemetry.Spans.StartActivity($"publish {template}", ActivityKind.Producer) is not { } span)
            return Activity.Current is null ? new Activity($"publish {template}").SetIdFormat(ActivityIdFormat.W3C).Start() : null;

        return span
            .SetTag("messaging.system", "nats")
            .SetTag("messaging.operation.name", "publish")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", Subject)
            .SetTag("messaging.destination.template", template)
            .SetTag("messaging.message.id", Id)
            .SetTag("messaging.message.body.size", Payload.Length)
            .SetTag(OrderSpans.OrderId, order.OrderId.ToString("D"));
    }

    /// <summary>The trace travels on in them. New ones for each try: the client makes headers read-only once they are sent.</summary>
    public NatsHeaders NewHeaders()
    {
        var headers = new NatsHeaders { [By] = by };
        DistributedContextPropagator.Current.Inject(Activity.Current, headers, static (carrier, name, value) => ((NatsHeaders)carrier!)[name] = value);
        return headers;
    }
}
