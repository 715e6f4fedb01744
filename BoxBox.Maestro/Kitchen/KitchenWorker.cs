namespace BoxBox.Maestro.Kitchen;

/// <summary>The Maestro at work: order after order, a smoke after each, lunch when it is time.</summary>
internal sealed class KitchenWorker(IDoughMaker panettiere, IOven oven, Breaks breaks, CrewMember crew, ILogger<KitchenWorker> logger) : IOrderWorker
{
    /// <summary>So many burnt pizzas in a row are a failure of the order.</summary>
    internal const int MostBurnt = 5;

    public async Task WorkAsync(IReadOnlyList<HeldOrder> batch, Shift shift)
    {
        foreach (var order in batch)
        {
            if (shift.Ending.IsCancellationRequested)
                return;
            crew.Does(CrewState.Cooking, [$"{order.Order.OrderId}"]);
            if (await order.AttemptAsync(token => CookAsync(order, token)))
                await breaks.SmokeAfterAsync(order, shift.Ending);
            await breaks.LunchIfDueAsync(batch.Where(held => !held.IsSettled), shift.Ending);
        }
    }

    public async Task RestAsync(Shift shift)
    {
        await breaks.LunchIfDueAsync([], shift.Ending);
        crew.Does(CrewState.Idle);
    }

    private async Task CookAsync(HeldOrder order, CancellationToken cancellationToken)
    {
        if (!await order.ReachAsync(OrderStatus.InProgress, cancellationToken))
            return;
        await MakePizzaAsync(order.Order, cancellationToken);
        await order.FinishAsync(cancellationToken);
    }

    /// <summary>Dough, then oven; what burns there begins again with new dough.</summary>
    private async Task MakePizzaAsync(Order order, CancellationToken cancellationToken)
    {
        for (var pizza = 1; pizza <= MostBurnt; pizza++)
        {
            await panettiere.MakeDoughAsync(order, cancellationToken);
            if (await oven.BakeAsync(order, cancellationToken) is Baked.Well)
                return;
            Log.PizzaBurnt(logger, order.OrderId, pizza, MostBurnt);
            Activity.Current?.AddEvent(new ActivityEvent("pizza burnt", tags: new ActivityTagsCollection { ["maestro.pizza.attempt"] = pizza }));
        }

        throw new BurntException();
    }

    private sealed class BurntException() : Exception($"{MostBurnt} pizzas in a row burnt.");
}
