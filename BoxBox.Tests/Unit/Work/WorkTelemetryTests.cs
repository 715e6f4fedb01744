namespace BoxBox.Tests.Unit.Work;

public sealed class WorkTelemetryTests : IDisposable
{
    private readonly WorkBench _bench = new();
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private readonly ActivityContext _producer = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    public WorkTelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WorkBench.SpansName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Other test classes work orders of their own meanwhile.
                if (span.TraceId == _producer.TraceId)
                    _spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_work_on_an_order_continues_the_trace_of_who_published_it()
    {
        var order = WorkBench.Order();
        ActivityContext? during = null;

        await _bench.RunAsync((held, token) =>
        {
            during = Activity.Current?.Context;
            return held.FinishAsync(token);
        }, Delivery(order, attempt: 1));

        var span = Assert.Single(_spans);
        Assert.Equal((_producer.TraceId, _producer.SpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal(span.Context, during);
        Assert.Equal(ActivityKind.Consumer, span.Kind);
        Assert.Equal(order.OrderId.ToString(), span.GetTagItem("boxbox.order.id"));
        Assert.Equal("nats", span.GetTagItem("messaging.system"));
        Assert.Equal("process orders.waiting_to_cook.{order_id}", span.DisplayName);
        Assert.Equal("orders.waiting_to_cook.{order_id}", span.GetTagItem("messaging.destination.template"));
        Assert.Equal($"{order.OrderId}:pending", span.GetTagItem("messaging.message.id"));
        Assert.Empty(span.Links);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failure_marks_the_span_and_a_redelivery_tells_its_count()
    {
        await _bench.RunAsync((_, _) => throw new InvalidOperationException("no flour"), Delivery(WorkBench.Order(), attempt: 3));

        var span = Assert.Single(_spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(typeof(InvalidOperationException).FullName, span.GetTagItem("error.type"));
        Assert.Equal(3, span.GetTagItem("messaging.nats.delivery_count"));
        Assert.Equal(_producer.SpanId, Assert.Single(span.Links).Context.SpanId);
        Assert.Equal(["exception", "give back"], span.Events.Select(happened => happened.Name));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_wait_behind_others_of_the_batch_is_a_span()
    {
        await _bench.RunAsync(
            async (held, token) =>
            {
                await held.FinishAsync(token);
                _bench.Time.Advance(TimeSpan.FromSeconds(2));
            },
            Delivery(WorkBench.Order(), attempt: 1), Delivery(WorkBench.Order(), attempt: 1));

        Assert.Equal(
            ["process orders.waiting_to_cook.{order_id}", "wait in batch", "process orders.waiting_to_cook.{order_id}"],
            _spans.Select(span => span.DisplayName));
        Assert.Equal(_spans[2].GetTagItem("boxbox.order.id"), _spans[1].GetTagItem("boxbox.order.id"));
        Assert.Equal(_producer.SpanId, _spans[1].ParentSpanId);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_message_that_nobody_can_read_has_a_failed_span_too()
    {
        await _bench.RunAsync((_, _) => Task.CompletedTask, new FakeDelivery("a", _bench.Journal)
        {
            Subject = OrderSubjects.For(OrderStatus.Pending, Guid.NewGuid()),
            Payload = "pizza"u8.ToArray(),
            Producer = _producer,
        });

        Assert.Equal((ActivityStatusCode.Error, "unreadable"), (Assert.Single(_spans).Status, _spans[0].GetTagItem("error.type")));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _bench.Dispose();
    }

    private FakeDelivery Delivery(Order order, int attempt) => new("a", _bench.Journal)
    {
        Subject = OrderSubjects.For(OrderStatus.Pending, order.OrderId),
        Payload = OrderJson.Serialize(order),
        MessageId = StepMessage.IdOf(order),
        Attempt = attempt,
        Producer = _producer,
    };
}
