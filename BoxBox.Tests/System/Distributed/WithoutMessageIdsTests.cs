using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System.Distributed;

/// <summary>The same crashes as <see cref="CrashPointTests"/>, without the guarantee that makes good the crash after a step is stored and before its message is acknowledged.</summary>
[Collection(nameof(Drilled))]
public sealed class WithoutMessageIdsTests(ForgetfulApp boxBox) : IClassFixture<ForgetfulApp>
{
    [Theory(Timeout = 300_000)]
    [InlineData("maestro", "after-publish")]
    [InlineData("maestro", "before-ack")]
    [InlineData("fattorino", "after-publish")]
    [InlineData("fattorino", "before-ack")]
    public async Task Without_message_ids_the_ledger_shows_doubled_steps(string worker, string point)
    {
        using var patience = Patience.ATest();

        var aftermath = await new CrashDrill(boxBox, worker, point).RunAsync(crashes: 1, patience.Token);

        Assert.True(aftermath.Duplicates > 0, $"{aftermath.After}");
        Assert.Contains(aftermath.Steps, steps => steps.Distinct().Count() < steps.Count);
    }
}
