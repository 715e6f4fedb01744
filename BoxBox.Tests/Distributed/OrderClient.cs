using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using BoxBox.Orders;

namespace BoxBox.Tests.Distributed;

/// <summary>What a customer does: order, and watch the order.</summary>
internal static class OrderClient
{
    public static async Task<Guid> OrderAsync(this HttpClient gateway, string size, CancellationToken cancellationToken)
    {
        var order = new { size, toppings = new[] { "pepperoni" }, border = "cheddar", destination = "Ferrari Garage #16", username = "charles_leclerc" };
        using var response = await gateway.PostAsJsonAsync("/v1/order", order, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        return Guid.Parse((string)answer!["order_id"]!);
    }

    /// <summary>The steps of an order as its SSE stream shows them, up to one.</summary>
    public static async Task<List<Order>> StepsUntilAsync(this HttpClient gateway, Guid orderId, OrderStatus last, CancellationToken cancellationToken)
    {
        var steps = new List<Order>();
        await using var stream = await gateway.GetStreamAsync($"/v1/order/sse?order_id={orderId:D}", cancellationToken);
        await foreach (var item in SseParser.Create(stream, (_, data) => OrderJson.Deserialize(data)).EnumerateAsync(cancellationToken))
        {
            steps.Add(item.Data);
            if (item.Data.Status == last)
            {
                break;
            }
        }

        return steps;
    }
}
