namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The tests that share one running system; they run one after another.</summary>
[CollectionDefinition(nameof(TheWholeSystem))]
public sealed class TheWholeSystem : ICollectionFixture<BoxBoxApp>;
