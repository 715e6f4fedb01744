using BoxBox.AppHost;
using Microsoft.Extensions.Configuration;

namespace BoxBox.Tests.Unit.AppHost;

public sealed class AppHostOptionsTests
{
    private const string TwoPorts = "Nats:Port and Nats:MonitoringPort must be two ports, from 1 to 65535, not ";

    [Theory]
    [InlineData("Nats:Port", "99999", TwoPorts + "99999 and 8222.")]
    [InlineData("nats:port", "0", TwoPorts + "0 and 8222.")]
    [InlineData("Nats:MonitoringPort", "-1", TwoPorts + "4222 and -1.")]
    [InlineData("Nats:MonitoringPort", "4222", TwoPorts + "4222 and 4222.")]
    [InlineData("Nats:Servers", "2", "Nats:Servers must be 1, 3 or 5, not 2.")]
    [InlineData("Replicas:maestro", "11", "Replicas:maestro must be from 1 to 10, not 11.")]
    [InlineData("Replicas:maestro", "0", "Replicas:maestro must be from 1 to 10, not 0.")]
    [InlineData("Replicas:maesto", "2", "Replicas:maesto names no service. There are maestro, fornaio.")]
    [InlineData("Nats:MonitoringPort", "http", "Failed to convert configuration value 'http' at 'Nats:MonitoringPort' to type 'System.Int32'.")]
    [InlineData("Replicas:maestro", "two", "Failed to convert configuration value 'two' at 'Replicas:maestro' to type 'System.Int32'.")]
    [InlineData("Containers", "maybe", "Failed to convert configuration value 'maybe' at 'Containers' to type 'System.Boolean'.")]
    [InlineData("Drills:Enabled", "1", "Failed to convert configuration value '1' at 'Drills:Enabled' to type 'System.Boolean'.")]
    public void A_setting_that_breaks_its_rule_is_one_line_that_names_it_and_the_rule(string setting, string value, string line)
    {
        Assert.Equal(line, Assert.Single(WrongWith((setting, value))));
    }

    [Fact]
    public void What_keeps_to_the_rules_is_not_mentioned()
    {
        Assert.Empty(WrongWith());
        Assert.Empty(WrongWith(("Nats:Port", "1"), ("Nats:MonitoringPort", "65535"), ("Replicas:MAESTRO", "10"), ("Replicas:fornaio", "2"), ("Containers", "False"), ("Drills:Enabled", "true")));
    }

    [Fact]
    public void To_learn_stands_for_drills_and_a_quicker_life_and_what_is_given_by_itself_wins()
    {
        var configuration = With(("Learn", "true"), ("TimeScale", "7"));

        Assert.True(AppHostOptions.Read(configuration, Assert.Fail)!.Drills);
        Assert.Equal(("5", "3", "7"), (configuration["Orders:AckWaitInSeconds"], configuration["Orders:LongestGiveBackInSeconds"], configuration["TimeScale"]));
    }

    [Fact]
    public void A_cluster_keeps_every_order_on_each_server()
    {
        var configuration = With(("Nats:Servers", "3"));

        AppHostOptions.Read(configuration, Assert.Fail);

        Assert.Equal("3", configuration["Orders:Replicas"]);
    }

    private static List<string> WrongWith(params (string Name, string Value)[] settings)
    {
        var said = new List<string>();
        return [.. AppHostOptions.Read(With(settings), said.Add)?.BrokenRules(["maestro", "fornaio"]) ?? said];
    }

    private static ConfigurationManager With(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        return configuration;
    }
}
