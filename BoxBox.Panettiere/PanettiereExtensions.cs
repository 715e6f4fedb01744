using BoxBox.Panettiere.Sleep;

namespace BoxBox.Panettiere;

internal static class PanettiereExtensions
{
    public static void AddPanettiere(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<PanettiereOptions, PanettiereOptionsValidator>().BindConfiguration(PanettiereOptions.Section);
        builder.AddCrew("panettiere");
        services.AddSingleton<Bench>();
        services.AddSingleton<DoughMaker>();
        services.AddSingleton<PanettiereTelemetry>();
        services.AddSingleton<SleepLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<SleepLoop>());
        services.AddSingleton(provider => new Cue("sleep", provider.GetRequiredService<SleepLoop>().FallAsleep));
        services.AddSingleton(provider => new Cue("wake", provider.GetRequiredService<SleepLoop>().WakeUp));
        services.AddGrpcDefaults(PanettiereService.Descriptor.FullName).AddCheck<AwakeCheck>("awake");
    }

    public static void MapPanettiere(this IEndpointRouteBuilder app) => app.MapGrpcDefaults<PanettiereGrpcService>();
}
