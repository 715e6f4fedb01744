namespace BoxBox.Orders.Work;

public static class WorkExtensions
{
    /// <summary>The key of the <see cref="Random"/> that draws how long an order rests: with the worker's own, a colleague would change his luck.</summary>
    public const string RestDice = "give-back";

    /// <summary>
    /// Adds a worker and the loop that brings him his orders. Needs <see cref="OrderStreamExtensions.AddOrderStream"/>, and a
    /// <see cref="Random"/> with the key <see cref="RestDice"/> among the services. One worker a process.
    /// </summary>
    public static void AddOrderWorker<TWorker>(this IServiceCollection services, Func<IServiceProvider, WorkerProfile> profile)
        where TWorker : class, IOrderWorker
    {
        services.AddSingleton(profile);
        services.AddSingleton<IOrderWorker, TWorker>();
        services.TryAddSingleton<IWorkQueue, NatsWorkQueue>();
        services.AddSingleton<FailureCount>();
        services.AddSingleton<Workplace>();
        services.AddSingleton<WorkRound>();
        services.AddHostedService<WorkLoop>();
        services.AddHostedService<QueueWatch>();
    }
}
