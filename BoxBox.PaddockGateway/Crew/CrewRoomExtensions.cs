using BoxBox.Orders.Crew;
using BoxBox.PaddockGateway.Live;

namespace BoxBox.PaddockGateway.Crew;

internal static class CrewRoomExtensions
{
    /// <summary>Adds the crew as this process hears it (<see cref="CrewListener"/>), and tells it: on request, and to the live clients that want it.</summary>
    public static void AddCrewRoom(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider =>
        {
            var room = new CrewRoom(provider.GetRequiredService<TimeProvider>());
            var live = provider.GetRequiredService<LiveFanOut>();
            room.Changed += report => live.PublishBeside(SseFrame.OfCrew(CrewJson.Serialize(report)));
            return room;
        });
        builder.Services.AddHostedService<CrewListener>();
    }
}
