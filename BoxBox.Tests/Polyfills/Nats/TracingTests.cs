using System.Collections.Concurrent;
using System.Diagnostics;
using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class TracingTests(NatsServerFixture nats) : IClassFixture<NatsServerFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trace_goes_on_at_the_receiver()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "NATS.Net",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var connection = nats.Connect();
        await using var sub = await connection.SubscribeCoreAsync<string>("traced.orders.one", cancellationToken: Token);

        using var parent = new Activity("parent").SetIdFormat(ActivityIdFormat.W3C).Start();
        await connection.PublishAsync("traced.orders.one", "1", cancellationToken: Token);
        var msg = await sub.Msgs.ReadAsync(Token).InTime(Token);

        var mine = spans.Where(span => span.TraceId == parent.TraceId).ToList();
        var sent = Assert.Single(mine, span => span.Kind == ActivityKind.Producer);
        var received = Assert.Single(mine, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal(("traced.orders publish", "traced.orders receive"), (sent.DisplayName, received.DisplayName));
        Assert.Equal(parent.SpanId, sent.ParentSpanId);
        Assert.Equal(sent.SpanId, received.ParentSpanId);
        Assert.Equal("nats", sent.GetTagItem("messaging.system"));
        Assert.Equal("traced.orders.one", received.GetTagItem("messaging.destination.name"));
        Assert.Contains(sent.SpanId.ToHexString(), msg.Headers!["traceparent"].ToString(), StringComparison.Ordinal);
        Assert.Equal(received.SpanId, msg.Headers.GetActivityContext().SpanId);
    }
}
