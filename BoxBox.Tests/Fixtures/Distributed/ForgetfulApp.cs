namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Steps are stored as often as they are published.</summary>
public sealed class ForgetfulApp : DrillApp
{
    protected override IReadOnlyList<string> Guarantees => ["--Drills:WithoutMessageIds=true"];
}
