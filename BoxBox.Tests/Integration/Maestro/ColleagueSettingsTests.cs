using BoxBox.Maestro.Colleagues;
using BoxBox.Tests.Fixtures.Maestro;
using Microsoft.Extensions.Hosting;

namespace BoxBox.Tests.Integration.Maestro;

/// <summary>What is said of settings under which a colleague cannot be found.</summary>
public sealed class ColleagueSettingsTests : PanettiereCustomer
{
    [Theory]
    [InlineData("Address", "")]
    [InlineData("Address", "panettiere:80")]
    [InlineData("Address", "ftp://panettiere")]
    [InlineData("Address", "dns:panettiere")]
    [InlineData("Address", "http://_grpc.panettiere")]
    [InlineData("Retries", "6")]
    [InlineData("Retries", "0")]
    [InlineData("ExponentialBackoffBaseInMilliseconds", "0")]
    [InlineData("TimeoutInSeconds", "0")]
    public void A_bad_setting_is_refused_by_name(string name, string value)
    {
        using var services = Client(new Uri("http://localhost"), new KeyValuePair<string, string?>($"Maestro:PanettiereClient:{name}", value));

        var refused = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => services.GetRequiredService<IDoughMaker>());

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_that_nobody_gave_an_address_is_told_with_what_is_missing()
    {
        await using var services = Client(new Uri("http://_grpc.panettiere"));

        var refused = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => services.GetRequiredService<IDoughMaker>());

        Assert.Contains("services:panettiere:grpc:0", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_that_nobody_knows_is_told_once_at_start()
    {
        var log = new CollectedLines();
        await using var services = Client(new Uri("http://panettiere.invalid:5211"), log);

        foreach (var atStart in services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await atStart.StartAsync(Cancellation);
            await atStart.ExecuteTask!;
        }

        Assert.Contains("Maestro:PanettiereClient:Address is http://panettiere.invalid:5211/", Assert.Single(log.Lines), StringComparison.Ordinal);
    }
}
