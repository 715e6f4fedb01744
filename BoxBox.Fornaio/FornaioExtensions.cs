namespace BoxBox.Fornaio;

internal static class FornaioExtensions
{
    public static void AddFornaio(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<FornaioOptions, FornaioOptionsValidator>().BindConfiguration(FornaioOptions.Section);
        builder.AddCrew("fornaio");
        services.AddSingleton<Oven>();
        services.AddSingleton<FornaioTelemetry>();
        services.AddGrpcDefaults(FornaioService.Descriptor.FullName);
    }

    public static void MapFornaio(this IEndpointRouteBuilder app) => app.MapGrpcDefaults<FornaioGrpcService>();
}
