namespace BoxBox.PaddockGateway.PitWall;

/// <summary>What is around this gateway that the page can lead to.</summary>
/// <param name="Drills">Whether the services can be told to fail.</param>
/// <param name="Dashboard">Where the Aspire dashboard is, if anywhere.</param>
/// <param name="Jaeger">Where Jaeger is, if anywhere.</param>
internal sealed record Surroundings(bool Drills, string? Dashboard, string? Jaeger);
