using BoxBox.Benchmarks.Orders;
using BoxBox.Protos.Fornaio;
using BoxBox.Protos.Panettiere;
using Grpc.Net.Client;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Benchmarks.Floors;

/// <summary>
/// The bare chain of an order's way, by as many workers as the product has: two who fetch, publish, call twice over kept connections, publish and acknowledge
/// doubly; one who fetches, publishes twice and acknowledges.
/// </summary>
internal static class WayFloor
{
    private const int Cooks = 2;
    private const int BatchSize = 10;
    private const int Capacity = 3;

    private static readonly NatsJSFetchOpts Batch = new() { MaxMsgs = BatchSize, Expires = TimeSpan.FromSeconds(1) };
    private static readonly NatsJSFetchOpts Load = new() { MaxMsgs = Capacity, Expires = TimeSpan.FromSeconds(1) };

    public static async Task WorkAsync(NatsConnection connection, Uri panettiere, Uri fornaio, CancellationToken cancellationToken)
    {
        var stream = new NatsJSContext(connection);
        var workers = Enumerable.Range(0, Cooks).Select(_ => CookAsync(stream, panettiere, fornaio, cancellationToken)).Append(RideAsync(stream, cancellationToken));
        await Task.WhenAll(workers);
    }

    private static async Task CookAsync(NatsJSContext stream, Uri panettiere, Uri fornaio, CancellationToken cancellationToken)
    {
        using var toPanettiere = GrpcChannel.ForAddress(panettiere);
        using var toFornaio = GrpcChannel.ForAddress(fornaio);
        var (dough, oven) = (new PanettiereService.PanettiereServiceClient(toPanettiere), new FornaioService.FornaioServiceClient(toFornaio));
        var orders = await QueueAsync(stream, "waiting_to_cook", cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            await foreach (var message in orders.FetchAsync<byte[]>(Batch, cancellationToken: cancellationToken))
            {
                var id = IdOf(message.Subject);
                await StoredOrders.StoreAsync(stream, id, "in_progress", "in_progress", cancellationToken);
                await dough.MakeDoughAsync(new DoughRequest { OrderId = $"{id}" }, cancellationToken: cancellationToken);
                await oven.BakeAsync(new BakeRequest { OrderId = $"{id}" }, cancellationToken: cancellationToken);
                await StoredOrders.StoreAsync(stream, id, "waiting_delivery", "waiting_delivery", cancellationToken);
                await message.AckAsync(new AckOpts { DoubleAck = true }, cancellationToken);
            }
        }
    }

    private static async Task RideAsync(NatsJSContext stream, CancellationToken cancellationToken)
    {
        var pizzas = await QueueAsync(stream, "waiting_delivery", cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            var aboard = new List<Task>();
            await foreach (var message in pizzas.FetchAsync<byte[]>(Load, cancellationToken: cancellationToken)) aboard.Add(DeliverAsync(stream, message, cancellationToken));
            await Task.WhenAll(aboard);
        }
    }

    private static async Task DeliverAsync(NatsJSContext stream, INatsJSMsg<byte[]> message, CancellationToken cancellationToken)
    {
        var id = IdOf(message.Subject);
        await StoredOrders.StoreAsync(stream, id, "out_for_delivery", "out_for_delivery", cancellationToken);
        await StoredOrders.StoreAsync(stream, id, "completed", "completed", cancellationToken);
        await message.AckAsync(new AckOpts { DoubleAck = true }, cancellationToken);
    }

    private static async Task<INatsJSConsumer> QueueAsync(NatsJSContext stream, string step, CancellationToken cancellationToken) =>
        await stream.CreateOrUpdateConsumerAsync("ORDERS", new ConsumerConfig($"floor_{step}") { FilterSubject = $"orders.{step}.*", AckPolicy = ConsumerConfigAckPolicy.Explicit, MaxAckPending = 20_000 }, cancellationToken);

    private static Guid IdOf(string subject) => Guid.Parse(subject.AsSpan(subject.LastIndexOf('.') + 1));
}
