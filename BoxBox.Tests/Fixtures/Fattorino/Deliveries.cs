using BoxBox.Fattorino;

namespace BoxBox.Tests.Fixtures.Fattorino;

internal static class Deliveries
{
    /// <summary>The Fattorino's own profile, as his settings' defaults make it.</summary>
    public static WorkerProfile Profile
    {
        get
        {
            using var services = new ServiceCollection()
                .AddSingleton(Options.Create(new FattorinoOptions()))
                .AddSingleton(Options.Create(new OrdersOptions()))
                .BuildServiceProvider();
            return FattorinoExtensions.Profile(services);
        }
    }
}
