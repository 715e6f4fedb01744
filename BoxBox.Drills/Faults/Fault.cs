namespace BoxBox.Drills.Faults;

/// <summary>One thing that is to go wrong, as it is asked for; a guarantee that is off is one, too.</summary>
internal record Fault
{
    private const double LongestInSeconds = 3600;

    /// <summary>What; required.</summary>
    [JsonPropertyName("fault")]
    public required FaultKind Kind { get; init; }

    /// <summary>The point of a crash, a delay or a throw; the other kinds have a place of their own.</summary>
    public DrillPoint? At { get; init; }

    /// <summary>Only for this step of an order; default every step.</summary>
    public OrderStatus? Step { get; init; }

    /// <summary>The first time its place is passed that it may happen, counted since it was set, from 1; default 1.</summary>
    public int Time { get; init; } = 1;

    /// <summary>How often it happens, then it ends. Default 1; as often as it comes with <see cref="ForSeconds"/>, and where a guarantee is off.</summary>
    public int? Times { get; init; }

    /// <summary>How likely it happens each time, from more than 0 to 100; drawn from the seed; default 100.</summary>
    public double Percent { get; init; } = 100;

    /// <summary>How long since it was set until it ends, above 0 up to 3600; default until it has happened so many times.</summary>
    public double? ForSeconds { get; init; }

    /// <summary>How much longer a point takes, above 0 up to 3600; for delays, and only there.</summary>
    public double? Seconds { get; init; }

    /// <summary>What breaks where it is a guarantee that is off.</summary>
    [JsonPropertyOrder(1)]
    public string? Breaks => Kind switch
    {
        FaultKind.WithoutMessageIds => "An order that is delivered again is stored a second time: duplicates in the ledger, pizzas made twice.",
        FaultKind.WithoutProgress => "Whatever takes longer than the ack wait is delivered to a colleague, who does it again.",
        FaultKind.AckFirst => "An order in the hands of somebody who crashes is never delivered again: it is lost.",
        _ => null,
    };

    internal int Limit => Times ?? (ForSeconds is null && Breaks is null ? 1 : int.MaxValue);

    public bool IsMeantFor(OrderStatus? step) => Step is null || Step == step;

    /// <returns>By the JSON name of the field, the rule that it breaks.</returns>
    public IEnumerable<(string Field, string Rule)> BrokenRules()
    {
        if (Kind is not (FaultKind.Crash or FaultKind.Delay or FaultKind.Throw) && At is not null)
            yield return ("at", "Must be left out: this fault has its own place.");
        if (Kind is FaultKind.Crash or FaultKind.Delay && At is null)
            yield return ("at", "Must say where.");
        if (Kind is FaultKind.Throw && At is not (DrillPoint.Dough or DrillPoint.Oven))
            yield return ("at", "Must be dough or oven for a throw.");
        if (Time < 1)
            yield return ("time", "Must be 1 or more.");
        if (Times < 1)
            yield return ("times", "Must be 1 or more.");
        if (Percent is not (> 0 and <= 100))
            yield return ("percent", "Must be more than 0 and at most 100.");
        if (ForSeconds is not (null or (> 0 and <= LongestInSeconds)))
            yield return ("for_seconds", $"Must be more than 0 and at most {LongestInSeconds}.");
        if (Kind is FaultKind.Delay ? Seconds is not (> 0 and <= LongestInSeconds) : Seconds is not null)
            yield return ("seconds", $"Must be more than 0 and at most {LongestInSeconds} for a delay, and left out for all else.");
    }
}

/// <summary>What can go wrong on demand.</summary>
internal enum FaultKind
{
    /// <summary>The process dies at a point, as by SIGKILL: nothing is cleaned up, nothing said goodbye to.</summary>
    Crash,

    /// <summary>A point takes longer.</summary>
    Delay,

    /// <summary>The work at a point fails with an exception.</summary>
    Throw,

    /// <summary>A pizza comes out of the oven burnt.</summary>
    Burn,

    /// <summary>An acknowledgement is not sent, and the worker believes it was.</summary>
    DropAck,

    /// <summary>A step is published a second time.</summary>
    PublishTwice,

    /// <summary>A guarantee is off: steps are stored as often as they are published, and no worker looks up whether an order was finished before.</summary>
    WithoutMessageIds,

    /// <summary>A guarantee is off: nobody tells the server that he is still at it.</summary>
    WithoutProgress,

    /// <summary>A guarantee is off: messages are acknowledged as soon as they are fetched.</summary>
    AckFirst,
}

/// <summary>
/// Where a service can be told to fail: before a step is sent to the stream, and after the stream has confirmed it; before a message is acknowledged, and
/// after the server has confirmed that; before the Panettiere turns to a request for dough, and the Fornaio to one to bake.
/// </summary>
internal enum DrillPoint
{
    BeforePublish,
    AfterPublish,
    BeforeAck,
    AfterAck,
    Dough,
    Oven,
}
