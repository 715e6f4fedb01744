using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace BoxBox.Tests.Polyfills.Hosting;

public sealed class ParameterTests
{
    [Fact]
    public async Task The_configuration_wins_over_a_default()
    {
        await using var builder = AppUnderTest.Create("--Parameters:topping=basil");
        var topping = builder.AddParameter("topping", "salami");
        var size = builder.AddParameter("size", "large");

        Assert.Equal("basil", await topping.Resource.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("large", await size.Resource.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_parameter_without_a_value_says_which_setting_is_missing()
    {
        await using var builder = AppUnderTest.Create();
        var topping = builder.AddParameter("topping");

        var error = await Assert.ThrowsAsync<MissingParameterValueException>(async () => await topping.Resource.GetValueAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Parameters:topping", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_value_keeps_its_rules_and_stays_the_same()
    {
        await using var builder = AppUnderTest.Create();
        var password = builder.AddParameter("password", new GenerateParameterDefault { MinLength = 40, Special = false, MinNumeric = 5 }, secret: true);

        var value = await password.Resource.GetValueAsync(TestContext.Current.CancellationToken);

        Assert.Equal(40, value!.Length);
        Assert.All(value, c => Assert.True(char.IsAsciiLetterOrDigit(c)));
        Assert.True(value.Count(char.IsAsciiDigit) >= 5);
        Assert.Equal(value, await password.Resource.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_string_comes_from_the_configuration()
    {
        await using var builder = AppUnderTest.Create("--ConnectionStrings:queue=nats://elsewhere:4222");
        var queue = builder.AddConnectionString("queue");

        Assert.Equal("nats://elsewhere:4222", await queue.Resource.GetConnectionStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("1st")]
    [InlineData("two words")]
    [InlineData("twice--hyphened")]
    [InlineData("ends-")]
    [InlineData("")]
    public async Task A_bad_name_is_refused(string name)
    {
        await using var builder = AppUnderTest.Create();

        Assert.ThrowsAny<ArgumentException>(() => builder.AddParameter(name, "value"));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddParameter("size", "large");

        Assert.Throws<DistributedApplicationException>(() => builder.AddShell("Size", "exit 0"));
    }
}
