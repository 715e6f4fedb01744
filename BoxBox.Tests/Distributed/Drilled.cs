namespace BoxBox.Tests.Distributed;

/// <summary>The tests that break things: one after another, each class with a system of its own.</summary>
[CollectionDefinition(nameof(Drilled))]
public sealed class Drilled;
