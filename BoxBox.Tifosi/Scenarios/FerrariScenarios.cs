using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi.Scenarios;

/// <summary>The two moods of the fans.</summary>
internal static class FerrariScenarios
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    /// <summary>0 to 10 users in 10 s, 10 for 10 s, then none: they switch the television off in the middle of the order.</summary>
    public static readonly Scenario Losing = new()
    {
        Name = "Ferrari is losing",
        StartUsers = 0,
        GracefulRampDown = TimeSpan.Zero,
        Stages =
        [
            new(TenSeconds, 10, "Ferrari is losing. The fans come one by one."),
            new(TenSeconds, 10, "They order, and they suffer."),
            new(TimeSpan.Zero, 0),
        ],
    };

    /// <summary>10 users for 10 s, 100 within 2 s, for 10 s, and back to 10 over 10 s; then 30 s in which all may finish.</summary>
    public static readonly Scenario Winning = new()
    {
        Name = "Ferrari is winning",
        StartUsers = 10,
        GracefulStop = TimeSpan.FromSeconds(30),
        Stages =
        [
            new(TenSeconds, 10, "A quiet stint: the usual ten."),
            new(TimeSpan.FromSeconds(2), 100, "Ferrari takes the lead!"),
            new(TenSeconds, 100, "Pizza for everybody!"),
            new(TenSeconds, 10, "Back to normal, slowly."),
        ],
    };
}
