using BoxBox.Maestro.Breaks;
using BoxBox.Maestro.Dough;
using BoxBox.Orders;
using BoxBox.Orders.Work;

namespace BoxBox.Maestro.Kitchen;

/// <summary>The Maestro at work: order after order, a smoke after each, lunch when it is time.</summary>
internal sealed class KitchenWorker(IDoughMaker panettiere, Smoking smoking, Lunch lunch) : IOrderWorker
{
    public async Task WorkAsync(IReadOnlyList<HeldOrder> batch, Shift shift)
    {
        foreach (var order in batch)
        {
            if (shift.Ending.IsCancellationRequested)
                return;
            if (await order.AttemptAsync(token => CookAsync(order, token)))
                await smoking.AfterAsync(order, shift.Ending);
            await lunch.TakeIfDueAsync(shift.Ending);
        }
    }

    public Task RestAsync(Shift shift) => lunch.TakeIfDueAsync(shift.Ending);

    private async Task CookAsync(HeldOrder order, CancellationToken cancellationToken)
    {
        await order.ReachAsync(OrderStatus.InProgress, cancellationToken);
        await panettiere.MakeDoughAsync(order.Order, cancellationToken);
        await order.FinishAsync(cancellationToken);
    }
}
