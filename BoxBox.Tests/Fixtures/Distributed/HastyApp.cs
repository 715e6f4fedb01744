namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Orders are acknowledged before they are worked on.</summary>
public sealed class HastyApp : DrillApp
{
    protected override IReadOnlyList<string> Guarantees => ["--Drills:AckFirst=true"];
}
