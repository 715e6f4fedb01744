using BoxBox.Tests.Fixtures.Fattorino;

namespace BoxBox.Tests.Integration.Fattorino;

public sealed class FattorinoOptionsTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("Capacity", "0")]
    [InlineData("FetchMaxWaitInSeconds", "0.5")]
    [InlineData("TripDurationInSeconds", "-1")]
    [InlineData("VarianceFactor", "0")]
    [InlineData("ProbabilityOfGettingLost", "1.1")]
    [InlineData("LostFactor", "NaN")]
    public async Task A_bad_setting_stops_the_service_with_its_name(string name, string value)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => FattorinoHost.StartAsync("nats://127.0.0.1:1", new KeyValuePair<string, string?>($"Fattorino:{name}", value)));

        Assert.IsAssignableFrom<OptionsValidationException>(refused is AggregateException all ? all.InnerExceptions[0] : refused);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }
}
