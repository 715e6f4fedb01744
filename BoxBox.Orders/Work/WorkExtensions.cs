using BoxBox.Orders.Stream;
using BoxBox.Orders.Work.Nats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BoxBox.Orders.Work;

public static class WorkExtensions
{
    /// <summary>
    /// Adds a worker and the loop that brings him his orders. Needs <see cref="OrderStreamExtensions.AddOrderStream"/>, and a
    /// <see cref="Random"/> among the services. One worker a process.
    /// </summary>
    public static void AddOrderWorker<TWorker>(this IServiceCollection services, Func<IServiceProvider, WorkerProfile> profile)
        where TWorker : class, IOrderWorker
    {
        services.AddSingleton(profile);
        services.AddSingleton<IOrderWorker, TWorker>();
        services.TryAddSingleton<IWorkQueue, NatsWorkQueue>();
        services.AddSingleton<FailureCount>();
        services.AddSingleton(provider => new Workplace(
            provider.GetRequiredService<WorkerProfile>(),
            provider.GetRequiredService<IOptions<OrdersOptions>>().Value,
            provider.GetRequiredService<IOrderPublisher>(),
            provider.GetRequiredService<IOrderLog>(),
            provider.GetRequiredService<FailureCount>(),
            provider.GetRequiredService<Random>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Workplace>>()));
        services.AddSingleton<WorkRound>();
        services.AddHostedService<WorkLoop>();
        services.AddSingleton<QueueMetrics>();
        services.AddHostedService<QueueWatch>();
    }
}
