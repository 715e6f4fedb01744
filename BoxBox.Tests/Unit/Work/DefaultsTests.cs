using BoxBox.Fattorino;
using BoxBox.Maestro;
using BoxBox.Maestro.Colleagues;
using Microsoft.Extensions.Configuration;

namespace BoxBox.Tests.Unit.Work;

/// <summary>What holds where nobody set anything; as docs/settings.md says.</summary>
public sealed class DefaultsTests
{
    private readonly ServiceProvider _services = new ServiceCollection().AddOptions().BuildServiceProvider();

    [Fact]
    public void A_Maestro_takes_ten_orders_and_waits_five_seconds_for_the_first()
    {
        var profile = MaestroExtensions.Profile(_services);

        Assert.Equal((10, TimeSpan.FromSeconds(5)), (profile.BatchSize, profile.FetchMaxWait));
        Assert.Equal(("ORDERS_maestro_new_order_listener_v1", OrderStatus.Pending, OrderStatus.WaitingDelivery), (profile.Consumer, profile.Takes, profile.Gives));
    }

    [Fact]
    public void A_Fattorino_takes_three_pizzas_and_waits_five_seconds_for_the_first()
    {
        var profile = FattorinoExtensions.Profile(_services);

        Assert.Equal((3, TimeSpan.FromSeconds(5)), (profile.BatchSize, profile.FetchMaxWait));
        Assert.Equal(("ORDERS_fattorino_v1", OrderStatus.WaitingDelivery, OrderStatus.Completed), (profile.Consumer, profile.Takes, profile.Gives));
    }

    [Fact]
    public void What_is_given_back_rests_one_second_at_first_and_fifteen_at_most_and_ten_failures_are_the_end()
    {
        WorkerProfile[] profiles = [MaestroExtensions.Profile(_services), FattorinoExtensions.Profile(_services)];

        Assert.Equal((1, 15), (GiveBackDelay.First.TotalSeconds, new OrdersOptions().LongestGiveBack.TotalSeconds));
        Assert.All(profiles, profile => Assert.Equal((10, 1_000), (profile.MostFailures, profile.MostDeliveries)));
        Assert.Equal(TimeSpan.FromSeconds(30), new OrdersOptions().AckWait);
    }

    [Theory]
    [InlineData("Panettiere")]
    [InlineData("Fornaio")]
    public void A_colleague_is_asked_five_times_from_a_tenth_of_a_second_on_and_has_half_a_minute(string name)
    {
        var reference = new Dictionary<string, string?> { [$"services:{name}:grpc:0"] = "http://127.0.0.1:1" };
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(reference).Build());
        services.AddColleague<object>(name);
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<ColleagueOptions>>().Get($"Maestro:{name}Client");

        Assert.Equal((5, 100, 30), (options.Retries, options.ExponentialBackoffBaseInMilliseconds, options.TimeoutInSeconds));
        Assert.Equal($"http://_grpc.{name}", options.Address, ignoreCase: true);
    }
}
