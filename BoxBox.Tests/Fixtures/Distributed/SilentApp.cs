namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Two Maestros who never say that they are still at it, and whose steps are stored as often as they are published.</summary>
public sealed class SilentApp : DrillApp
{
    protected override IReadOnlyList<string> Guarantees => ["--Drills:WithoutProgress=true", "--Drills:WithoutMessageIds=true", "--Orders:AckWaitInSeconds=1", "--Maestro:OrderBatchSize=1"];

    protected override int Maestros => 2;
}
