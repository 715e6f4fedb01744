using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.Tests.Fixtures.Maestro;
using Grpc.Core;
using NATS.Client.JetStream;

namespace BoxBox.Tests.Integration.Maestro;

public sealed class MaestroOrdersTests : MaestroOverNats
{
    [Theory(Timeout = 180_000)]
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
        var dough = Assert.Single(Panettiere.Requests);
        Assert.Equal((order.OrderId.ToString(), size.ToString()), (dough.OrderId, dough.Size.ToString()));
    }

    [Fact(Timeout = 180_000)]
    public async Task An_order_that_comes_while_he_waits_for_one_is_taken_up_at_once()
    {
        await using var maestro = await StartAsync(new("Maestro:FetchMaxWaitInSeconds", "300"), new("Maestro:OrderBatchSize", "10"));
        var order = WorkBench.Order();

        await PlaceAsync(maestro, order);

        Assert.Equal(3, (await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery)).Count);
    }

    [Fact(Timeout = 180_000)]
    public async Task An_order_waits_for_thePanettiere_to_wake_up_and_others_go_on()
    {
        var (sleepy, other) = (WorkBench.Order(), WorkBench.Order());
        var asleep = true;
        Panettiere.Answer = (request, _) => Volatile.Read(ref asleep) && request.OrderId == sleepy.OrderId.ToString() ? FakePanettiere.RefuseAsync(StatusCode.ResourceExhausted) : Task.CompletedTask;
        await using var maestro = await StartAsync();

        await PlaceAsync(maestro, sleepy);
        await PlaceAsync(maestro, other);
        await StepsUntilAsync(maestro, other, OrderStatus.WaitingDelivery);
        Assert.Null(await maestro.History.FindAsync(OrderStatus.WaitingDelivery, sleepy.OrderId, Limit.Token));
        Volatile.Write(ref asleep, false);

        var steps = await StepsUntilAsync(maestro, sleepy, OrderStatus.WaitingDelivery);
        Assert.Equal(3, steps.Count);
    }

    [Fact(Timeout = 180_000)]
    public async Task An_order_that_thePanettiere_refuses_ten_times_fails()
    {
        Panettiere.Answer = (_, _) => FakePanettiere.RefuseAsync(StatusCode.Internal);
        await using var maestro = await StartAsync();
        var order = WorkBench.Order();

        await PlaceAsync(maestro, order);
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.Failed);

        Assert.Equal(10, Panettiere.Requests.Count);
        Assert.Contains("Internal", steps[^1].Order!.Reason, StringComparison.Ordinal);
        Assert.Equal([OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.Failed], steps.Select(step => step.Order!.Status));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_message_that_is_no_order_fails_under_the_id_of_its_subject()
    {
        await using var maestro = await StartAsync();
        var (good, badId) = (WorkBench.Order(), Guid.NewGuid());
        await PlaceAsync(maestro, good);
        await StepsUntilAsync(maestro, good, OrderStatus.WaitingDelivery);

        await maestro.JetStream.PublishAsync($"orders.waiting_to_cook.{badId}", "not JSON", cancellationToken: Limit.Token);

        var failed = await UntilAsync(maestro, entry => entry.Order is { Status: OrderStatus.Failed });
        Assert.Equal(badId, failed.Order!.OrderId);
        Assert.Contains("not the JSON of an order", failed.Order.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_stray_behind_an_orders_own_message_is_passed_over_and_the_order_goes_its_way()
    {
        await using var maestro = await StartAsync();
        var (order, next) = (WorkBench.Order(), WorkBench.Order());
        await PlaceAsync(maestro, order);
        await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);

        await maestro.JetStream.PublishAsync(OrderSubjects.For(OrderStatus.Pending, order.OrderId), "not JSON", cancellationToken: Limit.Token);
        await PlaceAsync(maestro, next);
        await StepsUntilAsync(maestro, next, OrderStatus.WaitingDelivery);

        Assert.Null(await maestro.History.FindAsync(OrderStatus.Failed, order.OrderId, Limit.Token));
    }

    [Fact(Timeout = 180_000)]
    public async Task What_the_ledger_takes_for_no_order_is_not_cooked_and_leaves_the_books_in_order()
    {
        await using var maestro = await StartAsync();
        var (withoutHyphens, ahead, good) = (WorkBench.Order(), WorkBench.Order(), WorkBench.Order());
        await PlaceAsync(maestro, good);
        await StepsUntilAsync(maestro, good, OrderStatus.WaitingDelivery);

        await maestro.JetStream.PublishAsync($"orders.waiting_to_cook.{withoutHyphens.OrderId:N}", OrderJson.Serialize(withoutHyphens), cancellationToken: Limit.Token);
        await maestro.JetStream.PublishAsync(OrderSubjects.For(OrderStatus.Pending, ahead.OrderId), OrderJson.Serialize(ahead.Reach(OrderStatus.Completed, ahead.UpdatedAt)), cancellationToken: Limit.Token);
        var failed = await UntilAsync(maestro, entry => entry.Order is { Status: OrderStatus.Failed });

        var ledger = new Ledger();
        await foreach (var message in maestro.History.FollowAsync(0, Limit.Token))
        {
            ledger.Enter(message);
            if (message.Sequence == failed.Sequence)
                break;
        }

        Assert.Equal(ahead.OrderId, failed.Order!.OrderId);
        Assert.Equal(good.OrderId.ToString(), Assert.Single(Panettiere.Requests).OrderId);
        var totals = ledger.Totals;
        Assert.Equal((2L, 1L, 1L, 0L, 0L), (totals.Accepted, totals.WaitingDelivery, totals.Failed, totals.Duplicates, totals.OutOfOrder));
    }
}
