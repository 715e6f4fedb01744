namespace BoxBox.Orders.Crew;

/// <summary>What one of the crew is doing. In JSON in snake_case, e.g. <c>making_dough</c>.</summary>
[JsonConverter(typeof(WireNameConverter<CrewState>))]
public enum CrewState
{
    /// <summary>Waits for work; the gateway never does.</summary>
    Idle,

    // The Maestro: at an order, after it, and at times.
    Cooking,
    Smoking,
    Lunching,

    // The Panettiere; where he oversleeps, the detail says so.
    MakingDough,
    Sleeping,

    /// <summary>At a dough after which he will sleep.</summary>
    ShouldSleep,

    /// <summary>The Fornaio's oven has pizzas in it; the detail says how many of its places are used.</summary>
    Baking,

    /// <summary>The Fattorino on a trip.</summary>
    Riding,

    /// <summary>The gateway takes orders.</summary>
    Open,

    /// <summary>Nobody says this of himself: he has been silent for 6 s.</summary>
    Gone,
}
