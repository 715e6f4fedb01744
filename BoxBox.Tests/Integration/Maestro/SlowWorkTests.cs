using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Integration.Maestro;

public sealed class SlowWorkTests : MaestroOverNats
{
    /// <summary>Of the ack wait, which is 1 s here.</summary>
    private static readonly TimeSpan Several = TimeSpan.FromSeconds(3.5);

    [Fact(Timeout = 180_000)]
    public async Task Slow_work_is_not_delivered_again_nor_what_waits_behind_it()
    {
        var slow = WorkBench.Order();
        Panettiere.Answer = (request, gone) => request.OrderId == slow.OrderId.ToString() ? Task.Delay(Several, TimeProvider.System, gone) : Task.CompletedTask;
        await using var maestro = await StartAsync(new KeyValuePair<string, string?>("Orders:AckWaitInSeconds", "1"));
        await using var colleague = await StartAsync(new KeyValuePair<string, string?>("Orders:AckWaitInSeconds", "1"));
        Order[] behind = [WorkBench.Order(), WorkBench.Order()];

        foreach (var order in new[] { slow }.Concat(behind))
            await PlaceAsync(maestro, order);
        foreach (var order in new[] { slow }.Concat(behind))
            Assert.Equal(3, (await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery)).Count);

        Assert.Equal(3, Panettiere.Requests.Count);
    }
}
