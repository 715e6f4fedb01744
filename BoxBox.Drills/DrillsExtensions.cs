using BoxBox.Drills.Faults;
using BoxBox.Drills.Guarantees;
using BoxBox.Drills.Switching;
using BoxBox.Orders.Stream;
using BoxBox.Orders.Work;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NATS.Client.JetStream;

namespace BoxBox.Drills;

public static class DrillsExtensions
{
    /// <summary>
    /// Adds the drills where <c>Drills:Enabled</c> is true: faults on demand, for learning and for tests. Else it adds nothing at all. To be called
    /// last, since it wraps what the service has registered: its queue, its way into the stream, its gRPC methods.
    /// </summary>
    public static void AddDrills(this IHostApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>($"{DrillOptions.Section}:{nameof(DrillOptions.Enabled)}"))
            return;

        var services = builder.Services;
        services.AddSingleton<IValidateOptions<DrillOptions>, DrillOptionsValidator>();
        services.AddOptions<DrillOptions>().BindConfiguration(DrillOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DrillBoard(
            DrillRules.Read(provider.GetRequiredService<IOptions<DrillOptions>>().Value, DrillPlan.Nothing).Plan,
            ProcessEnd.Kill,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DrillBoard>>()));
        services.AddDrilledLoop();
        services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<DrillInterceptor>());
        services.AddHostedService<DrillWarning>();
    }

    /// <summary>Maps <c>GET</c>, <c>PUT</c> and <c>DELETE /drills</c> where the drills are enabled.</summary>
    public static void MapDrills(this WebApplication app)
    {
        if (app.Services.GetService<DrillBoard>() is not null)
            DrillEndpoints.Map(app);
    }

    private static void AddDrilledLoop(this IServiceCollection services)
    {
        // The gateway reads the stream for its answers; the worker, to find out what was done already.
        if (services.Any(service => service.ServiceType == typeof(IOrderWorker)))
            services.Decorate<IOrderHistory>((history, provider) => new ForgetfulHistory(history, provider.GetRequiredService<DrillBoard>()));
        services.Decorate<IWorkQueue>((queue, provider) => new DrilledQueue(queue, provider.GetRequiredService<DrillBoard>()));
        services.Decorate<IOrderPublisher>((publisher, provider) => new DrilledPublisher(
            publisher,
            new UnguardedPublisher(provider.GetRequiredService<INatsJSContext>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<DrillBoard>()));
    }

    private static void Decorate<TService>(this IServiceCollection services, Func<TService, IServiceProvider, TService> wrap)
        where TService : class
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(TService)) is not { ImplementationType: { } type } wrapped)
            return;
        services.Remove(wrapped);
        services.AddSingleton(provider => wrap((TService)ActivatorUtilities.CreateInstance(provider, type), provider));
    }
}
