using BoxBox.Tests.Fixtures.Fattorino;
using NATS.Client.Core;

namespace BoxBox.Tests.Integration.Fattorino;

public sealed class FattorinoOverNatsTests : IAsyncLifetime
{
    /// <summary>On a busy machine an extension may be lost, and the pizza comes again after the ack wait of 30 s: the patience is several of them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    private static readonly OrderStatus[] Way = [OrderStatus.WaitingDelivery, OrderStatus.OutForDelivery, OrderStatus.Completed];

    private NatsServerProcess _nats = null!;
    private CancellationTokenSource _limit = null!;

    public async ValueTask InitializeAsync()
    {
        _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _limit.CancelAfter(Patience);
        _nats = await NatsServerProcess.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _nats.DisposeAsync();
        _limit.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task Finished_pizzas_reach_their_customers()
    {
        await using var fattorino = await FattorinoHost.StartAsync(_nats.Url);
        using var measurements = new Measurements(fattorino.Meters);
        Order[] orders = [.. Enumerable.Range(0, 7).Select(_ => Waiting())];

        foreach (var order in orders)
            await fattorino.Publisher.PlaceAsync(order, _limit.Token);
        foreach (var order in orders)
        {
            var steps = await StepsUntilCompletedAsync(fattorino, order);
            Assert.Equal(Way, steps.Select(step => step.Order!.Status));
            Assert.Equal(["test", "fattorino", "fattorino"], steps.Select(step => step.By));
        }

        // A step is seen in the stream before its publisher has the confirmation, and only then counts it.
        await measurements.HasAsync("boxbox.order.lead_time", "status=completed", 7);
        Assert.Equal(7, measurements.TagsOf("boxbox.order.lead_time").Count(tags => tags == "status=out_for_delivery"));
        Assert.Equal(7, measurements.TagsOf("boxbox.order.lead_time").Count(tags => tags == "status=completed"));
    }

    [Fact(Timeout = 180_000)]
    public async Task Stopped_on_a_long_trip_he_brings_the_pizza_back_and_a_colleague_takes_it_out_with_each_step_stored_once()
    {
        var order = Waiting();
        await using (var first = await FattorinoHost.StartAsync(_nats.Url, new KeyValuePair<string, string?>("Fattorino:TripDurationInSeconds", "3600")))
        {
            await first.Publisher.PlaceAsync(order, _limit.Token);
            await UntilAsync(first, entry => entry.Order?.Status == OrderStatus.OutForDelivery);
            await first.StopAsync().WaitAsync(_limit.Token);
        }

        await using var second = await FattorinoHost.StartAsync(_nats.Url);
        var steps = await StepsUntilCompletedAsync(second, order);

        Assert.Equal(Way, steps.Select(step => step.Order!.Status));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_pizza_that_was_out_when_he_crashed_goes_out_again_and_each_step_is_stored_once()
    {
        await using var fattorino = await FattorinoHost.StartAsync(_nats.Url);
        var order = Waiting();

        // As he who crashed left it: out for delivery, and not acknowledged.
        await fattorino.Publisher.PlaceAsync(order.Reach(OrderStatus.OutForDelivery, order.UpdatedAt), _limit.Token, by: "fattorino");
        await fattorino.Publisher.PlaceAsync(order, _limit.Token);
        var steps = await StepsUntilCompletedAsync(fattorino, order);

        Assert.Equal([OrderStatus.OutForDelivery, OrderStatus.WaitingDelivery, OrderStatus.Completed], steps.Select(step => step.Order!.Status));
    }

    [Fact(Timeout = 180_000)]
    public async Task NATS_killed_on_a_trip_costs_nothing_and_doubles_nothing()
    {
        await using var fattorino = await FattorinoHost.StartAsync(_nats.Url, new KeyValuePair<string, string?>("Fattorino:TripDurationInSeconds", "3"));
        var order = Waiting();
        await fattorino.Publisher.PlaceAsync(order, _limit.Token);
        await UntilAsync(fattorino, entry => entry.Order?.Status == OrderStatus.OutForDelivery);

        await _nats.KillAsync();
        await _nats.RestartAsync();
        var steps = await StepsUntilCompletedAsync(fattorino, order);

        Assert.Equal(Way, steps.Select(step => step.Order!.Status));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_consumer_deleted_under_him_is_made_again_and_nobody_gets_a_second_pizza()
    {
        await using var fattorino = await FattorinoHost.StartAsync(_nats.Url, new KeyValuePair<string, string?>("Orders:AckWaitInSeconds", "3"));
        var (first, second) = (Waiting(), Waiting());
        await fattorino.Publisher.PlaceAsync(first, _limit.Token);
        await StepsUntilCompletedAsync(fattorino, first);

        await fattorino.JetStream.DeleteConsumerAsync("ORDERS", "ORDERS_fattorino_v1", _limit.Token);
        await fattorino.Publisher.PlaceAsync(second, _limit.Token);
        await StepsUntilCompletedAsync(fattorino, second);

        Assert.Equal(6UL, (await Patiently.AskAsync(() => fattorino.History.PositionAsync(_limit.Token))).LastSequence);
    }

    [Fact(Timeout = 180_000)]
    public async Task His_health_tells_the_truth_about_NATS()
    {
        await using var fattorino = await FattorinoHost.StartAsync(_nats.Url);
        await Patiently.AskAsync(() => fattorino.History.PositionAsync(_limit.Token));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await HealthAsync(fattorino));

        await _nats.KillAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), await HealthAsync(fattorino));
    }

    private static Order Waiting() => WorkBench.Order() with { Status = OrderStatus.WaitingDelivery };

    private async Task<(HttpStatusCode Health, HttpStatusCode Alive)> HealthAsync(FattorinoHost fattorino) =>
        ((await fattorino.Http.GetAsync(new Uri("/health", UriKind.Relative), _limit.Token)).StatusCode,
        (await fattorino.Http.GetAsync(new Uri("/alive", UriKind.Relative), _limit.Token)).StatusCode);

    private async Task<IReadOnlyList<StoredStep>> StepsUntilCompletedAsync(FattorinoHost fattorino, Order order)
    {
        var steps = new List<StoredStep>();
        await UntilAsync(fattorino, entry =>
        {
            if (entry.Order?.OrderId == order.OrderId)
                steps.Add(entry);
            return steps is [.., { Order.Status: OrderStatus.Completed }];
        });
        return steps;
    }

    /// <summary>Reads the stream from its start; goes on where NATS went away meanwhile.</summary>
    private async Task UntilAsync(FattorinoHost fattorino, Predicate<StoredStep> found)
    {
        for (ulong last = 0; ;)
        {
            try
            {
                await foreach (var entry in fattorino.History.FollowAsync(last, _limit.Token))
                {
                    last = entry.Sequence;
                    if (found(entry))
                        return;
                }
            }
            catch (Exception e) when (e is NatsException or TimeoutException && !_limit.IsCancellationRequested)
            {
                TestContext.Current.SendDiagnosticMessage("Reading again: {0}", e.Message);
            }

            // A reader that was cancelled may end without a word.
            _limit.Token.ThrowIfCancellationRequested();
        }
    }
}
