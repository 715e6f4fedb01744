using BoxBox.Fornaio.Baking;
using BoxBox.Protos.Fornaio;
using BoxBox.ServiceDefaults.Calls;
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

        services.AddGrpcDefaults(FornaioService.Descriptor.FullName);
    }

    public static void MapFornaio(this IEndpointRouteBuilder app)
    {
        app.MapGrpcDefaults<FornaioGrpcService>();
    }
}
