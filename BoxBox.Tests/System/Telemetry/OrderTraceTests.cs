using Aspire.Hosting.Testing;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Telemetry;
using Grpc.Health.V1;
using Grpc.Net.Client;

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
                      panettiere Server panettiere.v1.PanettiereService/MakeDough
                        panettiere Internal make dough
                  maestro Internal bake pizza
                    maestro Client fornaio.v1.FornaioService/Bake
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
            Assert.Equal(("grpc", MakeDough, "OK"), (span["rpc.system.name"], span["rpc.method"], span["rpc.response.status_code"]));
            Assert.NotNull(span["server.address"]);
        });
    }

    [Fact(Timeout = 300_000)]
    public async Task Only_orders_reads_and_the_peoples_own_time_begin_a_trace()
    {
        using var patience = Patience.ATest();
        using var channel = GrpcChannel.ForAddress(boxBox.App.GetEndpoint("panettiere", "grpc"));

        await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: patience.Token);
        foreach (var path in new[] { "/health", "/alive", "/healthz" })
            (await boxBox.Customer.GetAsync(new Uri(path, UriKind.Relative), patience.Token)).Dispose();
        var orderId = await boxBox.OrderToTheEndAsync(patience.Token);
        (await boxBox.Customer.GetAsync(new Uri($"/v1/order/{orderId}", UriKind.Relative), patience.Token)).Dispose();
        var order = await boxBox.TraceAsync(orderId, patience.Token);
        var read = await boxBox.Telemetry.UntilAsync(
            "the span of a read", () => boxBox.Telemetry.Spans.FirstOrDefault(span => span["url.path"] == $"/v1/order/{orderId}"), patience.Token);

        Assert.NotEqual(order.Spans[0].Data.TraceId, read.Data.TraceId);
        Assert.Empty(boxBox.Telemetry.Spans.Where(span => span.Parent.IsEmpty).Select(span => span.Name).Distinct()
            .Except(["POST /v1/order", "GET /v1/order/{order_id}", "sleep", "lunch", "trip", "PUT /drills/"]));
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
