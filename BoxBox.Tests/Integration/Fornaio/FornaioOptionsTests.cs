using BoxBox.Tests.Fixtures.Fornaio;

namespace BoxBox.Tests.Integration.Fornaio;

public sealed class FornaioOptionsTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("Places", "0")]
    [InlineData("Places", "1001")]
    [InlineData("TimeToBakeSmallInSeconds", "-1")]
    [InlineData("TimeToBakeMediumInSeconds", "NaN")]
    [InlineData("TimeToBakeLargeInSeconds", "3601")]
    [InlineData("VarianceFactor", "0")]
    [InlineData("ProbabilityOfBurning", "1.1")]
    public async Task A_bad_setting_stops_the_service_with_its_name(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => FornaioHost.StartAsync(new KeyValuePair<string, string?>($"Fornaio:{name}", value)));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Settings_are_taken_from_the_configuration()
    {
        await using var fornaio = await FornaioHost.StartAsync(new("Fornaio:TimeToBakeSmallInSeconds", "0.25"), new("Fornaio:Places", "7"), new("TimeScale", "2"));

        using var call = fornaio.Client.BakeAsync(new() { OrderId = "a" }, cancellationToken: TestContext.Current.CancellationToken);
        await fornaio.Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(0.125));
        Assert.Equal("1 of 7 places taken, 0 waiting", (await fornaio.Client.StatusAsync(new(), cancellationToken: TestContext.Current.CancellationToken)).Status);
        fornaio.Time.Advance(TimeSpan.FromSeconds(0.125));

        Assert.NotEmpty((await call).Content);
    }
}
