using Aspire.Hosting.Testing;
using BoxBox.Orders;
using BoxBox.Orders.Stream;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Asks the stream itself, past the services.</summary>
internal sealed class StreamWitness : IAsyncDisposable
{
    /// <summary>The queues, in the order in which an order goes through them.</summary>
    private static readonly string[] Queues = ["ORDERS_maestro_new_order_listener_v1", "ORDERS_fattorino_v1"];

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly NatsConnection connection;
    private readonly NatsJSContext jetStream;
    private readonly OrderHistory log;

    private StreamWitness(string url)
    {
        connection = new NatsConnection(NatsOpts.Default with { Url = url });
        jetStream = new NatsJSContext(connection);
        var setup = new StreamSetup(jetStream, Options.Create(new OrdersOptions()), TimeProvider.System);
        log = new OrderHistory(jetStream, setup, TimeProvider.System, NullLogger<OrderHistory>.Instance);
    }

    public static async Task<StreamWitness> OfAsync(BoxBoxApp app, CancellationToken cancellationToken) =>
        new((await app.App.GetConnectionStringAsync("nats", cancellationToken))!);

    /// <summary>All that is stored after a sequence.</summary>
    public async Task<IReadOnlyList<StoredStep>> ReadAsync(ulong after, CancellationToken cancellationToken)
    {
        var entries = new List<StoredStep>();
        await foreach (var entry in log.ReadAsync(after, cancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The steps of each order that are stored after a sequence.</summary>
    public async Task<ILookup<Guid, OrderStatus>> StepsAsync(ulong after, CancellationToken cancellationToken) =>
        (await ReadAsync(after, cancellationToken)).ToLookup(entry => entry.Order!.OrderId, entry => entry.Order!.Status);

    /// <summary>Waits until no queue has anything left to deliver, or to be acknowledged: nothing that is not in a worker's hands will ever be worked on.</summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        while (!await IsQuietAsync(cancellationToken))
        {
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<bool> IsQuietAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in Queues)
        {
            if (!await IsQuietAsync(queue, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> IsQuietAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var consumer = await jetStream.GetConsumerAsync(OrderStreamConfig.StreamName, queue, cancellationToken);
            return consumer.Info is { NumPending: 0, NumAckPending: 0 };
        }
        catch (NatsException)
        {
            // Nobody leads it at the moment.
            return false;
        }
    }
}
