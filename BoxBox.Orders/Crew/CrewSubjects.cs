namespace BoxBox.Orders.Crew;

/// <summary>Where the crew says what it does: core NATS, beside the stream.</summary>
public static class CrewSubjects
{
    /// <summary>Everybody's.</summary>
    public const string All = "crew.>";

    /// <summary>How often each says it, also where nothing changed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static string Of(string role, string instance) => $"crew.{role}.{instance}";
}
