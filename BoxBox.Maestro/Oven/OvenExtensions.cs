using BoxBox.Maestro.Colleagues;
using BoxBox.Protos.Fornaio;

namespace BoxBox.Maestro.Oven;

internal static class OvenExtensions
{
    /// <summary>Adds the Fornaio where the settings say where he is; else the Maestro works without an oven.</summary>
    public static void AddOven(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.KnowsColleague(FornaioClient.Colleague))
        {
            services.AddSingleton<IOven, NoOven>();
            return;
        }

        services.AddColleague<FornaioService.FornaioServiceClient>(FornaioClient.Colleague);
        services.AddSingleton<IOven, FornaioClient>();
    }
}
