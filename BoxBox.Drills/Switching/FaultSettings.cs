namespace BoxBox.Drills.Switching;

/// <summary>A fault as it is asked for; <see cref="DrillRules"/> checks it.</summary>
public sealed class FaultSettings
{
    /// <summary><c>crash</c>, <c>delay</c>, <c>throw</c>, <c>drop-ack</c> or <c>publish-twice</c>; required.</summary>
    public string? Fault { get; set; }

    /// <summary>The point of a crash, a delay or a throw: <c>before-publish</c>, <c>after-publish</c>, <c>before-ack</c>, <c>after-ack</c>, <c>dough</c> or <c>oven</c>.</summary>
    public string? At { get; set; }

    /// <summary>Only for this step of an order, e.g. <c>waiting_delivery</c>; default every step.</summary>
    public string? Step { get; set; }

    /// <summary>The first time it happens, counted since it was set, from 1; default 1.</summary>
    public int Time { get; set; } = 1;

    /// <summary>How often from then on, from 1; default 1.</summary>
    public int Times { get; set; } = 1;

    /// <summary>How long a delay lasts, above 0 up to 3600; only for delays.</summary>
    public double Seconds { get; set; }
}
