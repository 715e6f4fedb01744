using BoxBox.Tests.Fixtures.Maestro;
using Grpc.Core;

namespace BoxBox.Tests.Integration.Maestro;

public sealed class MaestroOvenTests : MaestroOverNats
{
    private static readonly OrderStatus[] Journey = [OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery];

    private FakeFornaio _fornaio = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _fornaio = await FakeFornaio.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _fornaio.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task The_dough_goes_into_the_oven_before_the_order_waits_for_its_delivery()
    {
        StoredStep? tooEarly = null;
        await using var maestro = await StartWithOvenAsync();
        var order = WorkBench.Order(PizzaSize.Large) with { Toppings = ["basil", "ham"] };
        _fornaio.Answer = async (_, gone) => tooEarly = await maestro.History.FindAsync(OrderStatus.WaitingDelivery, order.OrderId, gone);

        await PlaceAsync(maestro, order);
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);

        Assert.Equal(Journey, steps.Select(step => step.Order!.Status));
        Assert.Null(tooEarly);
        Assert.Single(Panettiere.Requests);
        var pizza = Assert.Single(_fornaio.Requests);
        Assert.Equal((order.OrderId.ToString(), "Large", "basil, ham"), (pizza.OrderId, pizza.Size.ToString(), string.Join(", ", pizza.Toppings)));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_burnt_pizza_costs_new_dough_and_the_order_is_finished_once()
    {
        _fornaio.Answer = (_, _) => _fornaio.Requests.Count == 1 ? FakeFornaio.RefuseAsync(StatusCode.Aborted) : Task.CompletedTask;
        await using var maestro = await StartWithOvenAsync();
        var order = WorkBench.Order();

        await PlaceAsync(maestro, order);
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);

        Assert.Equal(Journey, steps.Select(step => step.Order!.Status));
        Assert.Equal((2, 2), (Panettiere.Requests.Count, _fornaio.Requests.Count));
    }

    [Fact(Timeout = 180_000)]
    public async Task An_order_waits_for_a_full_oven_as_often_as_it_takes()
    {
        const int morePatientThanTenFailures = 12 * 5;
        _fornaio.Answer = (_, _) => _fornaio.Requests.Count <= morePatientThanTenFailures ? FakeFornaio.RefuseAsync(StatusCode.ResourceExhausted) : Task.CompletedTask;
        await using var maestro = await StartWithOvenAsync();
        var order = WorkBench.Order();

        await PlaceAsync(maestro, order);
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery);

        Assert.Equal(Journey, steps.Select(step => step.Order!.Status));
    }

    [Fact(Timeout = 180_000)]
    public async Task An_order_whose_every_pizza_burns_fails_in_the_end_and_says_why()
    {
        _fornaio.Answer = (_, _) => FakeFornaio.RefuseAsync(StatusCode.Aborted);
        await using var maestro = await StartWithOvenAsync();
        var order = WorkBench.Order();

        await PlaceAsync(maestro, order);
        var steps = await StepsUntilAsync(maestro, order, OrderStatus.Failed);

        Assert.EndsWith("5 pizzas in a row burnt.", steps[^1].Order!.Reason, StringComparison.Ordinal);
        Assert.Equal(50, _fornaio.Requests.Count);
    }

    private Task<MaestroHost> StartWithOvenAsync() => StartAsync(
        new("Maestro:FornaioClient:Address", _fornaio.Address.ToString()),
        new("Maestro:FornaioClient:ExponentialBackoffBaseInMilliseconds", "1"));
}
