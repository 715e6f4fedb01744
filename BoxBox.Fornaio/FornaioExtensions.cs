using BoxBox.Fornaio.Baking;
using BoxBox.Protos.Fornaio;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BoxBox.Fornaio;

internal static class FornaioExtensions
{
    /// <summary>An operator's stop must end the process within 10 s: a pizza that takes longer is taken out unfinished.</summary>
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(8);

    public static void AddFornaio(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<FornaioOptions>, FornaioOptionsValidator>();
        services.AddOptions<FornaioOptions>().BindConfiguration(FornaioOptions.Section).ValidateOnStart();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = LongestGoodbye);

        services.AddSingleton<Oven>();
        services.AddSingleton<FornaioMetrics>();

        services.AddGrpc();
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks(options => options.Services.Map(FornaioService.Descriptor.FullName, _ => true));
        // gRPC's health Watch tells what the publisher last saw.
        services.Configure<HealthCheckPublisherOptions>(options => (options.Delay, options.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    public static void MapFornaio(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<FornaioGrpcService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
    }
}
