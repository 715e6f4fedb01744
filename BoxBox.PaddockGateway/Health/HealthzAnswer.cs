namespace BoxBox.PaddockGateway.Health;

/// <summary>Whether orders can be taken.</summary>
/// <param name="Status"><c>ok</c>, or <c>unavailable</c> where any check is.</param>
/// <param name="Checks">What orders need, by name.</param>
internal sealed record HealthzAnswer(string Status, IReadOnlyDictionary<string, HealthzStatus> Checks);
