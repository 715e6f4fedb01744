using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using BoxBox.Drills.Faults;

namespace BoxBox.Drills.Switching;

/// <summary>What <c>/drills</c> answers.</summary>
/// <param name="Process">The process that answers: a proxy in front of replicas does not say which.</param>
/// <param name="Instance">Its <c>service.instance.id</c>, as telemetry and the crew have it.</param>
/// <param name="Cues">What he can be told to do at once.</param>
/// <param name="Faults">What goes wrong, and how often it has.</param>
internal sealed record DrillState(int Process, string Instance, IReadOnlyList<string> Cues, IReadOnlyList<DrillState.SetFault> Faults)
{
    /// <summary>A fault as it was set, and what has become of it.</summary>
    internal sealed record SetFault : Fault
    {
        [SetsRequiredMembers]
        public SetFault(ArmedFault armed) : base(armed.Fault) => (Seen, Happened, EndsAt, Over) = (armed.Seen, armed.Happened, armed.EndsAt, armed.IsOver);

        /// <summary>How often its place was passed since it was set.</summary>
        [JsonPropertyOrder(1)]
        public int Seen { get; }

        [JsonPropertyOrder(1)]
        public int Happened { get; }

        [JsonPropertyOrder(1)]
        public DateTimeOffset? EndsAt { get; }

        /// <summary>It has ended by itself.</summary>
        [JsonPropertyOrder(1)]
        public bool Over { get; }

        /// <summary>What breaks because of it, where it is a guarantee that is off.</summary>
        [JsonPropertyOrder(1)]
        public new string? Breaks => base.Breaks;
    }
}
