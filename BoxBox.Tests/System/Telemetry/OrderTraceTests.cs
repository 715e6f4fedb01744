using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Telemetry;

namespace BoxBox.Tests.System.Telemetry;

[Collection(nameof(TheObservedSystem))]
public sealed class OrderTraceTests(ObservedBoxBox boxBox)
{
    private const string MakeDough = "panettiere.v1.PanettiereService/MakeDough";

    [Fact(Timeout = 300_000)]
    public async Task One_trace_goes_from_the_POST_to_the_end_of_the_order()
    {
        using var patience = Patience.ATest();

        var (orderId, trace) = await boxBox.PlainOrderAsync(patience.Token);

        trace.AssertSound(orderId);
        Assert.Equal(
            """
            paddock-gateway Server POST /v1/order
              paddock-gateway Producer publish orders.waiting_to_cook.{order_id}
                maestro Consumer process orders.waiting_to_cook.{order_id}
                  maestro Producer publish orders.in_progress.{order_id}
                  maestro Internal get dough
                    maestro Client panettiere.v1.PanettiereService/MakeDough
                      maestro Client POST
                        panettiere Server panettiere.v1.PanettiereService/MakeDough
                          panettiere Internal make dough
                  maestro Internal bake pizza
                    maestro Client fornaio.v1.FornaioService/Bake
                      maestro Client POST
                        fornaio Server fornaio.v1.FornaioService/Bake
                          fornaio Internal bake
                  maestro Producer publish orders.waiting_delivery.{order_id}
                    fattorino Consumer process orders.waiting_delivery.{order_id}
                      fattorino Producer publish orders.out_for_delivery.{order_id}
                      fattorino Internal ride
                      fattorino Producer publish orders.completed.{order_id}
                  maestro Internal smoke

            """,
            trace.ToString());
    }

    [Fact(Timeout = 300_000)]
    public async Task Spans_follow_the_conventions_for_messaging_RPC_and_HTTP()
    {
        using var patience = Patience.ATest();

        var (orderId, trace) = await boxBox.PlainOrderAsync(patience.Token);

        var post = trace.One("POST /v1/order");
        Assert.Equal(("POST", "/v1/order", "200"), (post["http.request.method"], post["http.route"], post["http.response.status_code"]));
        AssertMessaging(trace.One("publish orders.waiting_to_cook.{order_id}"), "publish", "send", orderId);
        AssertMessaging(trace.One("process orders.waiting_to_cook.{order_id}"), "process", "process", orderId);
        Assert.Equal("1", trace.One("process orders.waiting_to_cook.{order_id}")["messaging.nats.delivery_count"]);
        Assert.Equal("ORDERS_maestro_new_order_listener_v1", trace.One("process orders.waiting_to_cook.{order_id}")["messaging.consumer.group.name"]);
        Assert.Equal(2, trace.All(MakeDough).Count);
        Assert.All(trace.All(MakeDough), span =>
        {
            Assert.Equal(("grpc", "panettiere.v1.PanettiereService", "MakeDough", "0"), (span["rpc.system"], span["rpc.service"], span["rpc.method"], span["rpc.grpc.status_code"]));
            Assert.Equal((null, null), (span["grpc.method"], span["grpc.status_code"]));
        });
        Assert.Equal(2, trace.All("POST").Count);
        Assert.All(trace.All("POST"), request =>
        {
            Assert.Equal(("POST", "200"), (request["http.request.method"], request["http.response.status_code"]));
            Assert.NotNull(request["server.address"]);
        });
    }

    [Fact(Timeout = 300_000)]
    public async Task Who_asks_for_health_or_follows_the_orders_leaves_no_span()
    {
        using var patience = Patience.ATest();

        var orderId = await boxBox.OrderToTheEndAsync(patience.Token);
        await boxBox.TraceAsync(orderId, patience.Token);

        Assert.DoesNotContain(boxBox.Telemetry.Spans, span => span["url.path"] is { } path && (path.Contains("health", StringComparison.Ordinal) || path.EndsWith("/sse", StringComparison.Ordinal)));
        Assert.DoesNotContain(boxBox.Telemetry.Spans, span => span.Source == "NATS.Net");
    }

    private static void AssertMessaging(CollectedSpan span, string operation, string type, Guid orderId)
    {
        Assert.Equal("nats", span["messaging.system"]);
        Assert.Equal((operation, type), (span["messaging.operation.name"], span["messaging.operation.type"]));
        Assert.Equal($"orders.waiting_to_cook.{orderId}", span["messaging.destination.name"]);
        Assert.Equal("orders.waiting_to_cook.{order_id}", span["messaging.destination.template"]);
        Assert.Equal($"{orderId}:pending", span["messaging.message.id"]);
        Assert.NotNull(span["messaging.message.body.size"]);
    }
}
