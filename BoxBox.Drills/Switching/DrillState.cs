using BoxBox.Drills.Faults;

namespace BoxBox.Drills.Switching;

/// <summary>What <c>/drills</c> answers.</summary>
/// <param name="Process">The process that answers: a proxy in front of replicas does not say which.</param>
/// <param name="Instance">Its <c>service.instance.id</c>, as telemetry and the crew have it.</param>
/// <param name="Cues">What he can be told to do at once.</param>
/// <param name="Faults">What goes wrong, and how often it has.</param>
internal sealed record DrillState(int Process, string Instance, IEnumerable<string> Cues, IReadOnlyList<ArmedFault> Faults);
