using BoxBox.Tests.Fixtures.Panettiere;

namespace BoxBox.Tests.Integration.Panettiere;

public sealed class PanettiereOptionsTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("TimeToMakeADoughInSeconds", "-1")]
    [InlineData("TimeToMakeADoughInSeconds", "NaN")]
    [InlineData("VarianceInDoughMakeInSecondsFactor", "0")]
    [InlineData("PeriodBetweenSleepInSeconds", "-0.1")]
    [InlineData("SleepDurationInSeconds", "1e99")]
    [InlineData("ProbabilityOfOversleeping", "1.1")]
    [InlineData("OversleepingFactor", "0.5")]
    public async Task A_bad_setting_stops_the_service_with_its_name(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => PanettiereHost.StartAsync(new KeyValuePair<string, string?>($"Panettiere:{name}", value)));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_setting_that_is_no_number_stops_the_service_with_its_name()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => PanettiereHost.StartAsync(new KeyValuePair<string, string?>("Panettiere:SleepDurationInSeconds", "ten")));

        Assert.Contains("Panettiere:SleepDurationInSeconds", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Settings_are_taken_from_the_configuration()
    {
        await using var panettiere = await PanettiereHost.StartAsync(new("Panettiere:TimeToMakeADoughInSeconds", "0.25"), new("TimeScale", "2"));

        using var call = panettiere.Client.MakeDoughAsync(new() { OrderId = "a" }, cancellationToken: TestContext.Current.CancellationToken);
        await panettiere.Time.PassAsync(TimeSpan.FromSeconds(0.125));

        Assert.NotEmpty((await call).Content);
    }
}
