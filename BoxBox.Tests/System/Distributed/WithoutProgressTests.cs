using BoxBox.Orders;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System.Distributed;

[Collection(nameof(Drilled))]
public sealed class WithoutProgressTests(SilentApp boxBox) : IClassFixture<SilentApp>
{
    private const int Orders = 4;

    [Fact(Timeout = 300_000)]
    public async Task A_silent_worker_is_taken_for_dead_and_a_colleague_does_the_same_work_again()
    {
        using var patience = Patience.ATest();
        using var gateway = boxBox.Gateway;
        await using var witness = await StreamWitness.OfAsync(boxBox, patience.Token);
        await boxBox.ArmAsync("panettiere", new { faults = new[] { new { fault = "delay", at = "dough", seconds = 4, times = Orders } } }, patience.Token);

        for (var i = 0; i < Orders; i++)
        {
            var order = await gateway.OrderAsync("small", patience.Token);
            await gateway.StepsUntilAsync(order, OrderStatus.Completed, patience.Token);
        }

        await witness.QuietAsync(patience.Token);
        var ledger = await gateway.LedgerAsync(patience.Token);
        Assert.Equal((Orders, Orders), (ledger.Accepted, ledger.Completed));
        Assert.True(ledger.Duplicates > 0, $"{ledger}");
    }
}
