namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The tests that break things: one after another, those that break guarantees with a system of their own.</summary>
[CollectionDefinition(nameof(Drilled))]
public sealed class Drilled : ICollectionFixture<DrillApp>;
