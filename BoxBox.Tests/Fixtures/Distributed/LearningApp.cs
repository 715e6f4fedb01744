using BoxBox.Tests.Fixtures.PitWall;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>
/// The whole system as <c>./run --learn</c> starts it, but faster. Nobody sleeps or lunches by himself, which could spoil a lesson; told to sleep, the Panettieri
/// sleep for three seconds: longer than the Maestri ask again.
/// </summary>
public sealed class LearningApp : BoxBoxApp
{
    public const string Key = "a-key-for-those-who-learn";

    protected override IEnumerable<string> Settings =>
    [
        .. base.Settings, "--Learn=true", $"--Parameters:drills-key={Key}", "--TimeScale=20", "--Orders:LongestGiveBackInSeconds=1",
        "--Maestro:LunchDurationInSeconds=0", "--Panettiere:PeriodBetweenSleepInSeconds=36000", "--Panettiere:SleepDurationInSeconds=60", "--Panettiere:ProbabilityOfOversleeping=0",
    ];
}

/// <summary>The tests that share one system to learn by, and break it one after another.</summary>
[CollectionDefinition(nameof(TheLearningSystem))]
public sealed class TheLearningSystem : ICollectionFixture<LearningApp>, ICollectionFixture<Browser>;
