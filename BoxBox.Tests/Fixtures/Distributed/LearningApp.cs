namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The whole system as <c>./run --learn</c> starts it, but faster.</summary>
public sealed class LearningApp : BoxBoxApp
{
    public const string Key = "a-key-for-those-who-learn";

    protected override IEnumerable<string> Settings => [.. base.Settings, "--Learn=true", $"--Parameters:drills-key={Key}", "--Maestro:LunchDurationInSeconds=0"];
}
