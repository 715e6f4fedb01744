using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BoxBox.PaddockGateway.Live;

internal static class LiveExtensions
{
    private const int MostInLine = 4_096;

    /// <summary>Adds the live stream of orders: one subscription a process (<see cref="OrderFeed"/>), handed out to every client (<see cref="LiveFanOut"/>).</summary>
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateOnStart();
        services.AddSingleton<LiveFanOut>();
        services.AddSingleton<CatchUp>();
        services.AddSingleton<LiveService>();
        services.AddSingleton<StreamRoom>();
        services.AddSingleton<OrderFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<OrderFeed>());

        // A thousand clients who come back at once all stand in line; by default half of them would be turned away, and try again a second later.
        services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = MostInLine);
    }
}
