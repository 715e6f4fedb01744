using System.Diagnostics.CodeAnalysis;

namespace BoxBox.Drills.Faults;

/// <summary>A fault as it was set, and what has become of it since. Only <see cref="DrillBoard"/> changes it, one at a time.</summary>
internal sealed record ArmedFault : Fault
{
    [SetsRequiredMembers]
    public ArmedFault(Fault fault, DateTimeOffset now) : base(fault) => EndsAt = ForSeconds is { } seconds ? now.AddSeconds(seconds) : null;

    /// <summary>How often its place was passed.</summary>
    [JsonPropertyOrder(1)]
    public int Seen { get; private set; }

    [JsonPropertyOrder(1)]
    public int Happened { get; private set; }

    [JsonPropertyOrder(1)]
    public DateTimeOffset? EndsAt { get; }

    [JsonPropertyOrder(1)]
    public bool Over { get; set; }

    /// <summary>Ends it, where it is for some time only.</summary>
    [JsonIgnore]
    public ITimer? End { get; set; }

    /// <summary>Its place is passed: whether it happens now.</summary>
    public bool Pass(Random dice)
    {
        Seen++;
        if (Seen < Time || (Percent < 100 && dice.NextDouble() * 100 >= Percent))
            return false;
        Happened++;
        return true;
    }
}
