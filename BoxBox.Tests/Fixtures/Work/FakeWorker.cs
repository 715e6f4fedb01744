namespace BoxBox.Tests.Fixtures.Work;

/// <summary>Works the orders of a batch one after the other, each as the test says.</summary>
public sealed class FakeWorker(Func<HeldOrder, CancellationToken, Task> work) : IOrderWorker
{
    public async Task WorkAsync(IReadOnlyList<HeldOrder> batch, Shift shift)
    {
        foreach (var order in batch)
        {
            if (shift.Ending.IsCancellationRequested)
                return;
            await order.AttemptAsync(token => work(order, token));
        }
    }

    public Task RestAsync(Shift shift) => Task.CompletedTask;
}
