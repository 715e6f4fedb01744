using System.Text.Json;
using BoxBox.Benchmarks.Orders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Benchmarks.Floors;

/// <summary>Parses, publishes durably, answers; and, where that is asked for, reads back what it has stored, as every gateway does to know what stands in the stream.</summary>
internal static class IntakeFloor
{
    public static async Task ReadBackAsync(NatsConnection connection, CancellationToken cancellationToken)
    {
        var consumer = await new NatsJSContext(connection).CreateOrderedConsumerAsync("ORDERS", cancellationToken: cancellationToken);
        await foreach (var message in consumer.ConsumeAsync<byte[]>(cancellationToken: cancellationToken))
            using (JsonDocument.Parse(message.Data)) { }
    }

    public static void Map(WebApplication app, NatsConnection connection)
    {
        var stream = new NatsJSContext(connection);
        app.MapPost("/v1/order", async (HttpContext context) =>
        {
            using var order = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (order.RootElement.GetProperty("size").GetString() is null) throw new JsonException("size");
            var id = Guid.CreateVersion7();
            await StoredOrders.StoreAsync(stream, id, "waiting_to_cook", "pending", context.RequestAborted);
            await context.Response.WriteAsJsonAsync(new { order_id = id }, context.RequestAborted);
        });
    }
}
