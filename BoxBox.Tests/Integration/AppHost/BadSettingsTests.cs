using System.Diagnostics;
using BoxBox.AppHost;
using Microsoft.Extensions.Configuration;

namespace BoxBox.Tests.Integration.AppHost;

public sealed class BadSettingsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Where it was built to: beside the tests it has not all that it needs.
    private static readonly string Program = Repository.Folder("BoxBox.AppHost", "bin", Path.GetRelativePath(Repository.Folder("BoxBox.Tests", "bin"), AppContext.BaseDirectory), "BoxBox.AppHost.dll");

    [Theory]
    [InlineData("Nats:Port", "99999", "Nats:Port must be a port, a whole number from 1 to 65535, not '99999'.")]
    [InlineData("nats:port", "0", "nats:port must be a port, a whole number from 1 to 65535, not '0'.")]
    [InlineData("Nats:MonitoringPort", "-1", "Nats:MonitoringPort must be a port, a whole number from 1 to 65535, not '-1'.")]
    [InlineData("Nats:MonitoringPort", "http", "Nats:MonitoringPort must be a port, a whole number from 1 to 65535, not 'http'.")]
    [InlineData("Nats:MonitoringPort", "4222", "Nats:Port and Nats:MonitoringPort must differ, but both are '4222'.")]
    [InlineData("Replicas:maestro", "11", "Replicas:maestro must be a whole number from 1 to 10, not '11'.")]
    [InlineData("Replicas:maestro", "two", "Replicas:maestro must be a whole number from 1 to 10, not 'two'.")]
    [InlineData("Containers", "maybe", "Containers must be true or false, not 'maybe'.")]
    [InlineData("Drills:Enabled", "1", "Drills:Enabled must be true or false, not '1'.")]
    [InlineData("ASPNETCORE_URLS", "http://localhost:15888;http://[::1]:65536", "The port of ASPNETCORE_URLS must be from 0 (any) to 65535, not as in 'http://localhost:15888;http://[::1]:65536'.")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:99999", "The port of ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL must be from 0 (any) to 65535, not as in 'http://localhost:99999'.")]
    public void A_setting_outside_its_rule_is_one_line_that_names_it_and_the_rule(string setting, string value, string line)
    {
        Assert.Equal(line, Assert.Single(Among((setting, value))));
    }

    [Fact]
    public void What_keeps_to_the_rules_is_not_mentioned()
    {
        Assert.Empty(Among(
            ("Nats:Port", "1"), ("Nats:MonitoringPort", "65535"), ("Replicas:maestro", "10"), ("Containers", "False"), ("Drills:Enabled", "true"),
            ("ASPNETCORE_URLS", "http://localhost:0"), ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://[::1]:65535")));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_app_host_says_it_in_a_line_and_starts_nothing()
    {
        var start = new ProcessStartInfo("dotnet", [Program, "--Containers=false", "--Nats:Port=99999"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var appHost = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);

        var said = await appHost.StandardError.ReadToEndAsync(patience.Token);
        await appHost.WaitForExitAsync(patience.Token);

        Assert.Equal("Nats:Port must be a port, a whole number from 1 to 65535, not '99999'.", said.TrimEnd());
        Assert.Equal(1, appHost.ExitCode);
    }

    private static List<string> Among(params (string Name, string Value)[] settings) => BadSettings.Among(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build());
}
