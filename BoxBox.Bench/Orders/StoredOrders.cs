using System.Globalization;
using System.Text;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Benchmarks.Orders;

/// <summary>Orders as they stand in the stream, put there without anybody having made them.</summary>
internal static class StoredOrders
{
    private static readonly (string Subject, string Status)[] Journey =
        [("waiting_to_cook", "pending"), ("in_progress", "in_progress"), ("waiting_delivery", "waiting_delivery"), ("out_for_delivery", "out_for_delivery"), ("completed", "completed")];

    private const int AtOnce = 500;

    public static int LastStep => Journey.Length - 1;

    /// <summary>Stores orders from their first step to their last.</summary>
    public static async Task<IReadOnlyList<Guid>> StoreEndedAsync(NatsJSContext stream, int count, CancellationToken cancellationToken)
    {
        Guid[] orders = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        foreach (var some in orders.Chunk(AtOnce))
        {
            // Step after step: of one order they stand in their order.
            for (var step = 0; step < Journey.Length; step++)
                await Task.WhenAll(some.Select(order => StoreAsync(stream, order, step, cancellationToken)));
        }

        return orders;
    }

    /// <summary>Stores orders that wait for a Maestro.</summary>
    public static async Task<IReadOnlyList<Guid>> StorePendingAsync(NatsJSContext stream, int count, CancellationToken cancellationToken)
    {
        Guid[] orders = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        foreach (var some in orders.Chunk(AtOnce)) await Task.WhenAll(some.Select(order => StoreAsync(stream, order, 0, cancellationToken)));
        return orders;
    }

    public static byte[] Json(Guid order, string status, DateTimeOffset at)
    {
        var now = at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($$"""{"order_id":"{{order}}","size":"large","toppings":["pepperoni","mushrooms"],"border":"cheddar","destination":"Ferrari Garage #16","username":"charles_leclerc","ordered_at":"{{now}}","status":"{{status}}","updated_at":"{{now}}"}""");
    }

    /// <summary>The next step of an order, from 0 to <see cref="LastStep"/>.</summary>
    public static Task StoreAsync(NatsJSContext stream, Guid order, int step, CancellationToken cancellationToken) => StoreAsync(stream, order, Journey[step].Subject, Journey[step].Status, cancellationToken);

    /// <summary>Durably, under the message id that the services use.</summary>
    public static async Task StoreAsync(NatsJSContext stream, Guid order, string subject, string status, CancellationToken cancellationToken)
    {
        var id = status is "completed" or "failed" ? "end" : status;
        var ack = await stream.PublishAsync(
            $"orders.{subject}.{order}", Json(order, status, TimeProvider.System.GetUtcNow()), opts: new NatsJSPubOpts { MsgId = $"{order}:{id}" }, headers: new NatsHeaders(), cancellationToken: cancellationToken);
        ack.EnsureSuccess();
    }
}
