using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.PitWall;
using BoxBox.Tests.Fixtures.Telemetry;
using BoxBox.Tests.Integration.AppHost;
using BoxBox.Tests.Integration.Deploy;
using BoxBox.Tests.System;
using BoxBox.Tests.System.AppHost;
using BoxBox.Tests.System.Deploy;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace BoxBox.Tests.Fixtures;

/// <summary>What takes longest begins first, and what takes no time fills the gaps at the end: no test is waited for that began last.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(TheLearningSystem), nameof(TheWholeSystem), nameof(ClusterTests), nameof(EndTests), nameof(TheObservedSystem), nameof(CrashPointTests), nameof(WithoutGuaranteesTests),
        nameof(GatewayKilledTests), nameof(ColleagueKilledTests), nameof(BackupTests), nameof(RolloutTests),
        nameof(TheWall), nameof(ProductionTests), nameof(RefusalTests), nameof(NatsConnectionTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName))];

    // A collection is shown by its name, or as "Test collection for NAMESPACE.CLASS (id: …)".
    private static int Place(string collection)
    {
        var name = collection.Split(' ').SkipWhile(word => word is "Test" or "collection" or "for").First();
        var place = Array.IndexOf(Longest, name.Split('.')[^1]);
        return place >= 0 ? place : Longest.Length + (name.Contains(".Integration.", StringComparison.Ordinal) ? 0 : 1);
    }
}
