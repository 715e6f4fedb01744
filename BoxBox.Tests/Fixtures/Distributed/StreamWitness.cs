using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Asks the stream itself, message by message: not a line of the product is between it and what is stored.</summary>
internal sealed class StreamWitness(string url) : IAsyncDisposable
{
    /// <summary>An order's way, by the names in the subjects.</summary>
    public static readonly string[] Journey = ["waiting_to_cook", "in_progress", "waiting_delivery", "out_for_delivery", "completed"];

    private const string Stream = "ORDERS";
    private const int NotFound = 404;

    /// <summary>The queues, in the order in which an order goes through them.</summary>
    private static readonly string[] Queues = ["ORDERS_maestro_new_order_listener_v1", "ORDERS_fattorino_v1"];

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    // A server that hangs is left at once.
    private readonly NatsConnection _connection = new(NatsOpts.Default with { Url = url, PingInterval = TimeSpan.FromSeconds(1) });

    public static async Task<StreamWitness> OfAsync(BoxBoxApp app, CancellationToken cancellationToken) =>
        new((await app.App.GetConnectionStringAsync("nats", cancellationToken))!);

    private NatsJSContext JetStream => new(_connection);

    /// <summary>The sequence of the last message.</summary>
    public async Task<ulong> EndAsync(CancellationToken cancellationToken) =>
        (ulong)(await JetStream.GetStreamAsync(Stream, cancellationToken: cancellationToken)).Info.State.LastSeq;

    /// <summary>All that is stored after a sequence.</summary>
    public async Task<IReadOnlyList<WitnessedStep>> ReadAsync(ulong after, CancellationToken cancellationToken)
    {
        IReadOnlyList<WitnessedStep> steps = [];
        await UntilAsync(
            async () =>
            {
                steps = await ReadOnceAsync(after, cancellationToken);
                return true;
            },
            cancellationToken);
        return steps;
    }

    private async Task<IReadOnlyList<WitnessedStep>> ReadOnceAsync(ulong after, CancellationToken cancellationToken)
    {
        var stream = await JetStream.GetStreamAsync(Stream, cancellationToken: cancellationToken);
        var steps = new List<WitnessedStep>();
        for (var sequence = after + 1; sequence <= (ulong)stream.Info.State.LastSeq; sequence++)
        {
            var message = (await stream.GetAsync(new StreamMsgGetRequest { Seq = sequence }, cancellationToken)).Message;
            var subject = message.Subject.Split('.');
            steps.Add(new WitnessedStep(sequence, subject[1], Guid.Parse(subject[2]), (string)JsonNode.Parse(message.Data.Span)!["destination"]!));
        }

        return steps;
    }

    /// <summary>The steps of each order that are stored after a sequence.</summary>
    public async Task<ILookup<Guid, string>> StepsAsync(ulong after, CancellationToken cancellationToken) =>
        (await ReadAsync(after, cancellationToken)).ToLookup(step => step.Order, step => step.Step);

    /// <summary>Waits until no queue of the workers has anything left to deliver, or to be acknowledged: nothing that is not in a worker's hands will ever be worked on.</summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in Queues)
            await UntilAsync(() => IsQuietAsync(queue, cancellationToken), cancellationToken);
    }

    /// <summary>Waits until a server of the cluster leads the stream, and all others have all of it.</summary>
    /// <returns>Who leads.</returns>
    public async Task<string> WholeAsync(CancellationToken cancellationToken)
    {
        var leader = "";
        await UntilAsync(
            async () =>
            {
                var cluster = (await JetStream.GetStreamAsync(Stream, cancellationToken: cancellationToken)).Info.Cluster;
                leader = cluster?.Leader ?? "";
                return leader.Length > 0 && cluster?.Replicas is { Count: > 0 } others && others.All(other => other is { Current: true, Offline: not true });
            },
            cancellationToken);
        return leader;
    }

    /// <summary>Waits until an order has reached a step.</summary>
    public Task ReachedAsync(Guid order, string step, CancellationToken cancellationToken) =>
        UntilAsync(() => HasReachedAsync(order, step, cancellationToken), cancellationToken);

    /// <summary>Waits until a stream is there.</summary>
    public Task ExistsAsync(string stream, CancellationToken cancellationToken) =>
        UntilAsync(async () => await JetStream.GetStreamAsync(stream, cancellationToken: cancellationToken) is not null, cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await IsSoAsync(condition))
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
    }

    private static async Task<bool> IsSoAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (NatsException)
        {
            // NATS is away, or nobody leads at the moment.
            return false;
        }
    }

    private async Task<bool> IsQuietAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var consumer = await JetStream.GetConsumerAsync(Stream, queue, cancellationToken);
            return consumer.Info is { NumPending: 0, NumAckPending: 0 };
        }
        catch (NatsJSApiException e) when (e.Error.Code == NotFound)
        {
            // Nobody has ever worked there.
            return true;
        }
    }

    private async Task<bool> HasReachedAsync(Guid order, string step, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await JetStream.GetStreamAsync(Stream, cancellationToken: cancellationToken);
            await stream.GetAsync(new StreamMsgGetRequest { LastBySubj = $"orders.{step}.{order:D}" }, cancellationToken);
            return true;
        }
        catch (NatsJSApiException e) when (e.Error.Code == NotFound)
        {
            return false;
        }
    }
}
