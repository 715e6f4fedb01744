using System.Diagnostics;
using System.Net;
using System.Text;
using BoxBox.Benchmarks.Http;
using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;

namespace BoxBox.Benchmarks.Measures;

/// <summary>A cluster of three loses the server that leads the stream, killed or hung: how long from then until an order that was placed after it is taken.</summary>
internal static class LeaderLost
{
    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        List<double> killed = [], hung = [];
        await using var nats = new NatsTrio();
        await using var gateway = await Service.StartGatewayAsync(nats.Url, replicas: 3, cancellationToken);
        using var http = new HttpClient { BaseAddress = gateway.Http };
        for (var round = 1; round <= setup.Rounds; round++)
        {
            var leader = await nats.WholeAsync(cancellationToken);
            await nats.KillAsync(leader);
            killed.Add(await AwayAsync(http, cancellationToken));
            nats.Start(leader);

            leader = await nats.WholeAsync(cancellationToken);
            await nats.SignalAsync(leader, "STOP", cancellationToken);
            hung.Add(await AwayAsync(http, cancellationToken));
            await nats.SignalAsync(leader, "CONT", cancellationToken);
            setup.Say($"leader {round}/{setup.Rounds}: intake away for {killed[^1]:0.0} s after a kill, {hung[^1]:0.0} s after a hang");
        }

        return
        [
            new("intake away, the leader of three killed", "s", killed, [], "≤ 10 s", (mine, _) => mine <= Goal.TotalSeconds),
            new("intake away, the leader of three hung", "s", hung, [], "≤ 10 s", (mine, _) => mine <= Goal.TotalSeconds),
        ];
    }

    /// <summary>Places an order every 100 ms, whatever became of those before, until one is taken.</summary>
    private static async Task<double> AwayAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var taken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        taken.CancelAfter(Longest);
        var orders = new List<Task<bool>>();
        while (!orders.Any(order => order is { IsCompletedSuccessfully: true, Result: true }))
        {
            if (taken.IsCancellationRequested && !cancellationToken.IsCancellationRequested) throw new TimeoutException($"No order was taken within {Longest}.");
            orders.Add(IsTakenAsync(http, taken.Token));
            await Task.Delay(BetweenOrders, TimeProvider.System, cancellationToken);
        }

        var away = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await taken.CancelAsync();
        await Task.WhenAll(orders);
        return away;
    }

    private static async Task<bool> IsTakenAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(Requests.Order, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync("/v1/order", content, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // Another one was faster.
            return false;
        }
    }
}
