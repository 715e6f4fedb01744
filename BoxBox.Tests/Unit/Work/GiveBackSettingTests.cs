using BoxBox.Fattorino;
using BoxBox.Maestro;
using BoxBox.Orders.Stream;
using BoxBox.Orders.Work;
using BoxBox.Tests.Fixtures.Orders;
using BoxBox.Tests.Fixtures.Work;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Unit.Work;

public sealed class GiveBackSettingTests
{
    [Fact]
    public void A_setting_says_how_long_an_order_that_was_given_back_rests_at_most()
    {
        using var services = new ServiceCollection().Configure<OrdersOptions>(orders => orders.LongestGiveBackInSeconds = 3).BuildServiceProvider();

        WorkerProfile[] profiles = [MaestroExtensions.Profile(services), FattorinoExtensions.Profile(services)];

        Assert.All(profiles, profile => Assert.Equal(TimeSpan.FromSeconds(3), profile.Delay.Longest));
    }
}
