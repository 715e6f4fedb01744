using System.Text.Json.Serialization;

namespace BoxBox.Orders.Crew;

/// <summary>What one of the crew is doing. In JSON in snake_case, e.g. <c>making_dough</c>.</summary>
[JsonConverter(typeof(WireNameConverter<CrewState>))]
public enum CrewState
{
    /// <summary>Waits for work: the Maestro, the Panettiere, the Fornaio or the Fattorino.</summary>
    Idle,

    /// <summary>The Maestro at an order.</summary>
    Cooking,

    /// <summary>The Maestro after an order.</summary>
    Smoking,

    /// <summary>The Maestro at lunch.</summary>
    Lunching,

    /// <summary>The Panettiere at a dough.</summary>
    MakingDough,

    /// <summary>The Panettiere asleep; where he oversleeps, <see cref="CrewReport.Detail"/> says so.</summary>
    Sleeping,

    /// <summary>The Panettiere at a dough after which he will sleep.</summary>
    ShouldSleep,

    /// <summary>The Fornaio's oven has pizzas in it; <see cref="CrewReport.Detail"/> says how many of its places are used.</summary>
    Baking,

    /// <summary>The Fattorino on a trip.</summary>
    Riding,

    /// <summary>The gateway takes orders.</summary>
    Open,

    /// <summary>Nobody says this of himself: he has been silent for 6 s.</summary>
    Gone,
}
