using BoxBox.ServiceDefaults.Calls;

namespace BoxBox.Fornaio;

internal static class FornaioExtensions
{
    public static void AddFornaio(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<FornaioOptions>, FornaioOptionsValidator>();
        services.AddOptions<FornaioOptions>().BindConfiguration(FornaioOptions.Section).ValidateOnStart();

        builder.AddCrew("fornaio");
        services.AddSingleton<Oven>();
        services.AddSingleton<FornaioMetrics>();

        services.AddGrpcDefaults(FornaioService.Descriptor.FullName);
    }

    public static void MapFornaio(this IEndpointRouteBuilder app)
    {
        app.MapGrpcDefaults<FornaioGrpcService>();
    }
}
