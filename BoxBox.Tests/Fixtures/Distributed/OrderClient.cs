using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using BoxBox.PaddockGateway.Bookkeeping;
using Polly;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>What a customer does: order, and watch the order.</summary>
internal static class OrderClient
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    public static async Task<Guid> OrderAsync(this HttpClient gateway, string size, CancellationToken cancellationToken)
    {
        var order = new { size, toppings = new[] { "pepperoni" }, border = "cheddar", destination = "Ferrari Garage #16", username = "charles_leclerc" };
        // With a key of its own, so that a repeated POST is no second order.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/order") { Content = JsonContent.Create(order), Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var response = await gateway.SendAsync(request, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        return Guid.Parse((string)answer!["order_id"]!);
    }

    /// <summary>What the gateway's ledger says of everything that is in the stream now.</summary>
    public static async Task<LedgerTotals> LedgerAsync(this HttpClient gateway, CancellationToken cancellationToken) =>
        (await gateway.GetFromJsonAsync("/v1/ledger", LedgerJson.Default.LedgerTotals, cancellationToken))!;

    /// <summary>The steps of an order as its SSE stream shows them, up to one; cut off on the way, it resumes after the last event it saw, as a browser does.</summary>
    public static async Task<List<Order>> StepsUntilAsync(this HttpClient gateway, Guid orderId, OrderStatus last, CancellationToken cancellationToken)
    {
        var steps = new List<Order>();
        var lastEventId = "0";
        while (steps.LastOrDefault()?.Status != last)
        {
            try
            {
                await foreach (var item in EventsAsync(gateway, orderId, lastEventId, cancellationToken))
                {
                    steps.Add(item.Data);
                    lastEventId = item.EventId!;
                    if (item.Data.Status == last)
                    {
                        break;
                    }
                }
            }
            catch (Exception e) when (IsCutOff(e) && !cancellationToken.IsCancellationRequested)
            {
                // The next connection begins after the last event.
                await Task.Delay(BetweenTries, TimeProvider.System, cancellationToken);
            }
        }

        return steps;
    }

    /// <summary>On the way, or for longer than the client's own tries take; what the gateway refuses is no such case.</summary>
    private static bool IsCutOff(Exception e) =>
        e is IOException or ExecutionRejectedException or HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError };

    private static async IAsyncEnumerable<SseItem<Order>> EventsAsync(HttpClient gateway, Guid orderId, string lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await gateway.GetStreamAsync($"/v1/order/sse?order_id={orderId:D}&last_event_id={lastEventId}", cancellationToken);
        await foreach (var item in SseParser.Create(stream, (_, data) => OrderJson.Deserialize(data)).EnumerateAsync(cancellationToken))
        {
            yield return item;
        }
    }
}
