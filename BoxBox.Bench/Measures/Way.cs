using System.Diagnostics;
using BoxBox.Benchmarks.Orders;
using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;
using NATS.Client.Core;

namespace BoxBox.Benchmarks.Measures;

/// <summary>
/// The whole way of orders that wait already, to <c>completed</c>: two Maestri, a Panettiere, a Fornaio, a Fattorino who need no time; the floor's three workers
/// call the same Panettiere and Fornaio. What is counted are messages on <c>orders.completed.*</c>, by a subscription of this process.
/// </summary>
internal static class Way
{
    private const int Waiting = 80_000;

    /// <summary>Five processes compile their code on the cores that they share with what is measured: before that is done, it is the compiler that is measured.</summary>
    private static readonly TimeSpan LeastWarmUp = TimeSpan.FromSeconds(15);

    // What three rounds measured today before the redesign; the goal is five times as much.
    private const double BestBefore = 120;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        List<double> product = [], floor = [];
        for (var round = 1; round <= setup.Rounds; round++)
        {
            foreach (var isFloor in new[] { false, true })
            {
                await using var nats = await NatsServer.StartAsync(cancellationToken);
                await using var connection = nats.Connect();
                await StoredOrders.StorePendingAsync(await NatsServer.CreateStreamAsync(connection, cancellationToken), Waiting, cancellationToken);
                await using var panettiere = await Service.StartWorkerAsync("BoxBox.Panettiere", nats, null, null, cancellationToken);
                await using var fornaio = await Service.StartWorkerAsync("BoxBox.Fornaio", nats, null, null, cancellationToken);
                var rate = isFloor
                    ? await OfFloorAsync(setup, nats, connection, panettiere, fornaio, cancellationToken)
                    : await OfProductAsync(setup, nats, connection, panettiere, fornaio, cancellationToken);
                (isFloor ? floor : product).Add(rate);
                setup.Say($"way {round}/{setup.Rounds} {(isFloor ? "floor" : "product")}: {rate:0.0} orders/s");
            }
        }

        return [new("the whole way, two Maestri, one Fattorino", "orders/s", product, floor, $"≥ 0.5 of the floor, and ≥ {5 * BestBefore}", (mine, bare) => mine >= 0.5 * bare && mine >= 5 * BestBefore)];
    }

    private static async Task<double> OfProductAsync(Setup setup, NatsServer nats, NatsConnection connection, Service panettiere, Service fornaio, CancellationToken cancellationToken)
    {
        await using var one = await Service.StartWorkerAsync("BoxBox.Maestro", nats, panettiere, fornaio, cancellationToken);
        await using var other = await Service.StartWorkerAsync("BoxBox.Maestro", nats, panettiere, fornaio, cancellationToken);
        await using var fattorino = await Service.StartWorkerAsync("BoxBox.Fattorino", nats, null, null, cancellationToken);
        return await CountAsync(setup, connection, cancellationToken);
    }

    private static async Task<double> OfFloorAsync(Setup setup, NatsServer nats, NatsConnection connection, Service panettiere, Service fornaio, CancellationToken cancellationToken)
    {
        await using var workers = await Service.StartFloorAsync("way", nats, cancellationToken, "--panettiere", $"{panettiere.Grpc}", "--fornaio", $"{fornaio.Grpc}");
        return await CountAsync(setup, connection, cancellationToken);
    }

    private static async Task<double> CountAsync(Setup setup, NatsConnection connection, CancellationToken cancellationToken)
    {
        var completed = 0L;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var counting = Task.Run(async () =>
        {
            await foreach (var _ in connection.SubscribeAsync<byte[]>("orders.completed.*", cancellationToken: over.Token)) Interlocked.Increment(ref completed);
        }, over.Token);
        await Task.Delay(setup.WarmUp > LeastWarmUp ? setup.WarmUp : LeastWarmUp, TimeProvider.System, cancellationToken);
        var (before, begin) = (Interlocked.Read(ref completed), Stopwatch.GetTimestamp());
        await Task.Delay(setup.Length, TimeProvider.System, cancellationToken);
        var rate = (Interlocked.Read(ref completed) - before) / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var isDry = Interlocked.Read(ref completed) >= Waiting;
        await over.CancelAsync();
        await counting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return isDry ? throw new InvalidOperationException($"All {Waiting} orders were done before the time was over: the rate would be too small. Measure for a shorter time.") : rate;
    }
}
