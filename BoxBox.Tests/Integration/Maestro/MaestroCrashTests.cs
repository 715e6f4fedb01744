using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Integration.Maestro;

public sealed class MaestroCrashTests : MaestroOverNats
{
    [Fact(Timeout = 180_000)]
    public async Task NATS_killed_while_the_dough_is_made_costs_nothing_and_doubles_nothing()
    {
        var (asked, made) = (new TaskCompletionSource(), new TaskCompletionSource());
        Panettiere.Answer = (_, gone) =>
        {
            asked.TrySetResult();
            return made.Task.WaitAsync(gone);
        };
        await using var maestro = await StartAsync();
        var order = WorkBench.Order();
        await PlaceAsync(maestro, order);
        await asked.Task.WaitAsync(Limit.Token);

        await Nats.KillAsync();
        made.SetResult();
        await Nats.RestartAsync();
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);

        Assert.Equal([OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery], steps.Select(step => step.Order!.Status));
    }

    [Fact(Timeout = 180_000)]
    public async Task An_order_finished_before_a_crash_is_not_made_again()
    {
        var order = WorkBench.Order();
        var asked = new TaskCompletionSource();
        Panettiere.Answer = (_, gone) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
        };
        await using (var crashing = await StartAsync())
        {
            await PlaceAsync(crashing, order);
            await asked.Task.WaitAsync(Limit.Token);
            // As if he had published, and crashed before he could acknowledge.
            await crashing.Publisher.PlaceAsync(order.Reach(OrderStatus.WaitingDelivery, order.UpdatedAt), Limit.Token, by: "maestro");
            await crashing.StopAsync();
        }

        await using var maestro = await StartAsync();
        var next = WorkBench.Order();
        Panettiere.Answer = (_, _) => Task.CompletedTask;
        await PlaceAsync(maestro, next);
        await StepsUntilAsync(maestro, next, OrderStatus.WaitingDelivery);

        var steps = await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);
        Assert.Equal([OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery], steps.Select(step => step.Order!.Status));
        Assert.Single(Panettiere.Requests, request => request.OrderId == order.OrderId.ToString());
    }

    [Theory(Timeout = 180_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_consumer_or_stream_deleted_under_him_is_made_again_and_he_goes_on(bool wholeStream)
    {
        await using var maestro = await StartAsync();
        var first = WorkBench.Order();
        await PlaceAsync(maestro, first);
        await StepsUntilAsync(maestro, first, OrderStatus.WaitingDelivery);

        if (wholeStream)
            await maestro.JetStream.DeleteStreamAsync("ORDERS", Limit.Token);
        else
            await maestro.JetStream.DeleteConsumerAsync("ORDERS", "ORDERS_maestro_new_order_listener_v1", Limit.Token);
        var second = WorkBench.Order();
        await PlaceAsync(maestro, second);

        Assert.Equal(3, (await StepsUntilAsync(maestro, second, OrderStatus.WaitingDelivery)).Count);
    }
}
