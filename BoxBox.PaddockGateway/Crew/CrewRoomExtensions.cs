using BoxBox.Orders.Crew;

namespace BoxBox.PaddockGateway.Crew;

internal static class CrewRoomExtensions
{
    /// <summary>Adds the crew as this process hears it (<see cref="CrewListener"/>, <see cref="CrewRoom"/>), and the gateway as one of it.</summary>
    public static void AddCrewRoom(this IHostApplicationBuilder builder)
    {
        builder.AddCrew("gateway", CrewState.Open);
        builder.Services.AddSingleton<CrewRoom>();
        builder.Services.AddHostedService<CrewListener>();
    }
}
