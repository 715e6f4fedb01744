namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>The tests that share one running system whose telemetry they read; they run one after another.</summary>
[CollectionDefinition(nameof(TheObservedSystem))]
public sealed class TheObservedSystem : ICollectionFixture<ObservedBoxBox>;
