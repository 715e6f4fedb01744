using BoxBox.Orders;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System.Distributed;

/// <summary>The same crashes as <see cref="CrashPointTests"/>, without the guarantee that an order is acknowledged last: the one that the other two points need.</summary>
[Collection(nameof(Drilled))]
public sealed class AckFirstTests(HastyApp boxBox) : IClassFixture<HastyApp>
{
    [Theory(Timeout = 300_000)]
    [InlineData("maestro", "before-publish")]
    [InlineData("maestro", "after-ack")]
    [InlineData("fattorino", "before-publish")]
    [InlineData("fattorino", "after-ack")]
    public async Task With_the_acknowledgement_first_the_ledger_shows_lost_orders(string worker, string point)
    {
        using var patience = Patience.ATest();

        var aftermath = await new CrashDrill(boxBox, worker, point).RunAsync(crashes: 1, patience.Token);

        Assert.True(aftermath.Ended < aftermath.Accepted, $"{aftermath.After}");
        Assert.Contains(aftermath.Steps, steps => !OrderLifecycle.IsFinal(steps[^1]));
    }
}
