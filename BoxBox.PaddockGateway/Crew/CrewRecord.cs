using BoxBox.Orders.Crew;

namespace BoxBox.PaddockGateway.Crew;

/// <summary>The crew, and what has happened to it.</summary>
/// <param name="Crew">What everybody does now.</param>
/// <param name="Happened">What happened, the newest first.</param>
internal sealed record CrewRecord(IReadOnlyList<CrewReport> Crew, IReadOnlyList<CrewHappening> Happened);
