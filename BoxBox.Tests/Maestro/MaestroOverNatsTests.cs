using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.Protos.Maestro;
using BoxBox.Tests.Orders.Work;
using BoxBox.Tests.Polyfills.Nats;
using Grpc.Core;
using Grpc.Health.V1;
using NATS.Client.Core;

namespace BoxBox.Tests.Maestro;

public sealed class MaestroOverNatsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private NatsServerProcess _nats = null!;
    private FakePanettiere _panettiere = null!;
    private CancellationTokenSource _limit = null!;

    public async ValueTask InitializeAsync()
    {
        _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _limit.CancelAfter(Patience);
        _nats = await NatsServerProcess.StartAsync();
        _panettiere = await FakePanettiere.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _panettiere.DisposeAsync();
        await _nats.DisposeAsync();
        _limit.Dispose();
    }

    [Theory]
    [InlineData(PizzaSize.Small, Border.None)]
    [InlineData(PizzaSize.Medium, Border.CreamCheese)]
    [InlineData(PizzaSize.Large, Border.Chocolate)]
    public async Task An_order_of_each_size_arrives_at_waiting_delivery(PizzaSize size, Border border)
    {
        await using var maestro = await StartAsync();
        var order = WorkBench.Order(size, border);

        await PlaceAsync(maestro, order);
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);

        Assert.Equal([OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery], steps.Select(step => step.Order!.Status));
        Assert.Equal(["test", "maestro", "maestro"], steps.Select(step => step.By));
        var dough = Assert.Single(_panettiere.Requests);
        Assert.Equal((order.OrderId.ToString(), size.ToString()), (dough.OrderId, dough.Size.ToString()));
    }

    [Fact]
    public async Task NATS_killed_while_the_dough_is_made_costs_nothing_and_doubles_nothing()
    {
        var (asked, made) = (new TaskCompletionSource(), new TaskCompletionSource());
        _panettiere.Answer = (_, gone) =>
        {
            asked.TrySetResult();
            return made.Task.WaitAsync(gone);
        };
        await using var maestro = await StartAsync();
        var order = WorkBench.Order();
        await PlaceAsync(maestro, order);
        await asked.Task.WaitAsync(_limit.Token);

        await _nats.KillAsync();
        made.SetResult();
        await _nats.RestartAsync();
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);

        Assert.Equal([OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery], steps.Select(step => step.Order!.Status));
    }

    [Fact]
    public async Task An_order_finished_before_a_crash_is_not_made_again()
    {
        var order = WorkBench.Order();
        var asked = new TaskCompletionSource();
        _panettiere.Answer = (_, gone) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
        };
        await using (var crashing = await StartAsync())
        {
            await PlaceAsync(crashing, order);
            await asked.Task.WaitAsync(_limit.Token);
            // As if he had published, and crashed before he could acknowledge.
            await crashing.Publisher.PublishAsync(order.Reach(OrderStatus.WaitingDelivery, order.UpdatedAt), "maestro", _limit.Token);
            await crashing.StopAsync();
        }

        await using var maestro = await StartAsync();
        var next = WorkBench.Order();
        _panettiere.Answer = (_, _) => Task.CompletedTask;
        await PlaceAsync(maestro, next);
        await StepsUntilAsync(maestro, next, OrderStatus.WaitingDelivery);

        var steps = await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);
        Assert.Equal([OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery], steps.Select(step => step.Order!.Status));
        Assert.Single(_panettiere.Requests, request => request.OrderId == order.OrderId.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_consumer_or_stream_deleted_under_him_is_made_again_and_he_goes_on(bool wholeStream)
    {
        await using var maestro = await StartAsync();
        var first = WorkBench.Order();
        await PlaceAsync(maestro, first);
        await StepsUntilAsync(maestro, first, OrderStatus.WaitingDelivery);

        if (wholeStream)
            await maestro.JetStream.DeleteStreamAsync("ORDERS", _limit.Token);
        else
            await maestro.JetStream.DeleteConsumerAsync("ORDERS", "ORDERS_maestro_new_order_listener_v1", _limit.Token);
        var second = WorkBench.Order();
        await PlaceAsync(maestro, second);

        Assert.Equal(3, (await StepsUntilAsync(maestro, second, OrderStatus.WaitingDelivery)).Count);
    }

    [Fact]
    public async Task An_order_waits_for_the_panettiere_to_wake_up_and_others_go_on()
    {
        var (sleepy, other) = (WorkBench.Order(), WorkBench.Order());
        var asleep = true;
        _panettiere.Answer = (request, _) => Volatile.Read(ref asleep) && request.OrderId == sleepy.OrderId.ToString() ? FakePanettiere.RefuseAsync(StatusCode.ResourceExhausted) : Task.CompletedTask;
        await using var maestro = await StartAsync();

        await PlaceAsync(maestro, sleepy);
        await PlaceAsync(maestro, other);
        await StepsUntilAsync(maestro, other, OrderStatus.WaitingDelivery);
        Assert.Null(await maestro.Log.FindAsync(OrderStatus.WaitingDelivery, sleepy.OrderId, _limit.Token));
        Volatile.Write(ref asleep, false);

        var steps = await StepsUntilAsync(maestro, sleepy, OrderStatus.WaitingDelivery);
        Assert.Equal(3, steps.Count);
    }

    [Fact]
    public async Task An_order_that_the_panettiere_refuses_ten_times_fails()
    {
        _panettiere.Answer = (_, _) => FakePanettiere.RefuseAsync(StatusCode.Internal);
        await using var maestro = await StartAsync();
        var order = WorkBench.Order();

        await PlaceAsync(maestro, order);
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.Failed);

        Assert.Equal(10, _panettiere.Requests.Count);
        Assert.Contains("Internal", steps[^1].Order!.Reason, StringComparison.Ordinal);
        Assert.Equal([OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.Failed], steps.Select(step => step.Order!.Status));
    }

    [Fact]
    public async Task A_message_that_is_no_order_fails_under_the_id_of_its_subject()
    {
        await using var maestro = await StartAsync();
        var (good, badId) = (WorkBench.Order(), Guid.NewGuid());
        await PlaceAsync(maestro, good);
        await StepsUntilAsync(maestro, good, OrderStatus.WaitingDelivery);

        await maestro.JetStream.PublishAsync($"orders.waiting_to_cook.{badId}", "not JSON", cancellationToken: _limit.Token);

        var failed = await UntilAsync(maestro, entry => entry.Order is { Status: OrderStatus.Failed });
        Assert.Equal(badId, failed.Order!.OrderId);
        Assert.Contains("not the JSON of an order", failed.Order.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_gives_back_what_he_has_not_begun_for_the_next_who_comes()
    {
        var made = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        _panettiere.Answer = (_, gone) =>
        {
            asked.TrySetResult();
            return made.Task.WaitAsync(gone);
        };
        var orders = Enumerable.Range(0, 5).Select(_ => WorkBench.Order()).ToList();
        await using (var first = await StartAsync())
        {
            foreach (var order in orders)
                await PlaceAsync(first, order);
            await asked.Task.WaitAsync(_limit.Token);
            var stopped = first.StopAsync();
            made.SetResult();
            await stopped.WaitAsync(_limit.Token);
        }

        await using var second = await StartAsync();
        foreach (var order in orders)
            Assert.Equal(3, (await StepsUntilAsync(second, order, OrderStatus.WaitingDelivery)).Count);
        Assert.Equal(5, _panettiere.Requests.Count);
    }

    [Fact]
    public async Task His_health_says_whether_NATS_is_there()
    {
        await _nats.KillAsync();
        await using var maestro = await StartAsync();
        using var watch = maestro.Health.Watch(new HealthCheckRequest { Service = "maestro.v1.MaestroService" }, cancellationToken: _limit.Token);
        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.NotServing);

        await _nats.RestartAsync();
        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.Serving);
        await _nats.KillAsync();

        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.NotServing);
    }

    [Fact]
    public async Task Without_NATS_he_starts_greets_and_says_that_he_does_not_serve()
    {
        await _nats.KillAsync();
        await using var maestro = await StartAsync();

        var hello = await maestro.Client.SayHelloAsync(new HelloRequest { Name = "Charles" }, cancellationToken: _limit.Token);
        var health = await maestro.Health.CheckAsync(new HealthCheckRequest(), cancellationToken: _limit.Token);

        Assert.Equal("Hello Charles", hello.Message);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, health.Status);
    }

    [Fact]
    public async Task When_NATS_comes_after_him_he_works()
    {
        await _nats.KillAsync();
        await using var maestro = await StartAsync();
        await _nats.RestartAsync();
        using var watch = maestro.Health.Watch(new HealthCheckRequest(), cancellationToken: _limit.Token);
        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.Serving);
        var order = WorkBench.Order();

        await PlaceAsync(maestro, order);

        Assert.Equal(3, (await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery)).Count);
    }

    private Task<MaestroHost> StartAsync() => MaestroHost.StartAsync(_nats.Url, _panettiere.Address);

    private async Task PlaceAsync(MaestroHost maestro, Order order) => await maestro.Publisher.PublishAsync(order, "test", _limit.Token);

    /// <summary>All steps of the order, in the stream's order, up to one.</summary>
    private async Task<IReadOnlyList<LogEntry>> StepsUntilAsync(MaestroHost maestro, Order order, OrderStatus last)
    {
        var steps = new List<LogEntry>();
        await UntilAsync(maestro, entry =>
        {
            if (entry.Order?.OrderId == order.OrderId)
                steps.Add(entry);
            return entry.Order is { } found && found.OrderId == order.OrderId && found.Status == last;
        });
        return steps;
    }

    /// <summary>Reads the stream from its start; begins again where NATS went away meanwhile.</summary>
    private async Task<LogEntry> UntilAsync(MaestroHost maestro, Func<LogEntry, bool> found)
    {
        for (ulong last = 0; ;)
        {
            try
            {
                await foreach (var entry in maestro.Log.FollowAsync(last, _limit.Token))
                {
                    last = entry.Sequence;
                    if (found(entry))
                        return entry;
                }
            }
            catch (Exception e) when (e is NatsException or TimeoutException && !_limit.IsCancellationRequested)
            {
                TestContext.Current.SendDiagnosticMessage("Reading again: {0}", e.Message);
            }
        }
    }

    private async Task ReadUntilAsync(IAsyncStreamReader<HealthCheckResponse> health, HealthCheckResponse.Types.ServingStatus expected)
    {
        do
            Assert.True(await health.MoveNext(_limit.Token));
        while (health.Current.Status != expected);
    }
}
