using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.AddOptionsWithValidateOnStart<DrillOptions, DrillOptionsValidator>().BindConfiguration(DrillOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DrillBoard(
            [.. provider.GetRequiredService<IOptions<DrillOptions>>().Value.AtStart.Faults!],
            Kill,
            // Not the person's own, whose luck it would change. The gateway is no person, and has no seed.
            provider.GetKeyedService<Random>("drills") ?? new Random(RandomNumberGenerator.GetInt32(int.MaxValue)),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<CrewMember>(),
            provider.GetRequiredService<ILogger<DrillBoard>>()));
        services.AddSingleton<DrillEndpoints>();
        services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<DrillInterceptor>());

        // A worker has a queue, and looks up what was done already.
        if (services.Any(service => service.ServiceType == typeof(IOrderWorker)))
            services.Decorate<IOrderLookup, ForgetfulLookup>().Decorate<IWorkQueue, DrilledQueue>();
        if (services.Any(service => service.ServiceType == typeof(IOrderPublisher)))
        {
            services.Decorate<IOrderPublisher>((publisher, provider) => new DrilledPublisher(
                publisher,
                new UnguardedPublisher(provider.GetRequiredService<INatsJSContext>(), provider.GetRequiredService<TimeProvider>()),
                provider.GetRequiredService<DrillBoard>()));
        }
    }

    /// <summary>Maps <c>GET</c>, <c>PUT</c>, <c>POST</c> and <c>DELETE /drills</c> where the drills are enabled.</summary>
    public static void MapDrills(this WebApplication app) => app.Services.GetService<DrillEndpoints>()?.Map(app);

    /// <summary>The end of this process as a crash brings it: no finally block, no handler, no flush runs.</summary>
    private static void Kill(string why)
    {
        // Not through the logger: its lines wait in a queue that dies with the process.
        Console.Error.WriteLine(why);
        using var self = Process.GetCurrentProcess();
        self.Kill();

        // Where a process cannot kill itself.
        Environment.FailFast(why);
    }
}
