using BoxBox.Tifosi.Results;

namespace BoxBox.Tifosi.Running;

/// <summary>What can be said of every run, whatever its plan.</summary>
/// <param name="Orders">At most so many in all; null: as many as it comes to.</param>
/// <param name="Bad">Which share of the orders breaks a rule, 0 to 1.</param>
/// <param name="Follow">Listen to the live stream meanwhile.</param>
internal sealed record RunOptions(long? Orders, double Bad, int Seed, bool Follow, IReadOnlyList<Threshold> Thresholds);
