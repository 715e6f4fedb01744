using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Integration.Maestro;

public sealed class MaestroOptionsTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("OrderBatchSize", "0")]
    [InlineData("FetchMaxWaitInSeconds", "0")]
    [InlineData("SmokingDurationInSeconds", "-1")]
    [InlineData("ProbabilityOfOversmoking", "2")]
    [InlineData("OversmokingFactor", "0.9")]
    [InlineData("PeriodBetweenLunchInSeconds", "-1")]
    [InlineData("LunchDurationInSeconds", "NaN")]
    public async Task A_bad_setting_stops_the_service_with_its_name(string name, string value)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => MaestroHost.StartAsync("nats://127.0.0.1:1", new Uri("http://127.0.0.1:1"), new KeyValuePair<string, string?>($"Maestro:{name}", value)));

        Assert.IsAssignableFrom<OptionsValidationException>(refused is AggregateException all ? all.InnerExceptions[0] : refused);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }
}
