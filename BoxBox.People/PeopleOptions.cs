namespace BoxBox.People;

/// <summary>What holds for every person of the kitchen; from the configuration's root.</summary>
public sealed class PeopleOptions
{
    /// <summary>How many times shorter every human duration is: 60 plays a minute in a second. From 0.1 to 10000; default 1.</summary>
    [Range(0.1, 10_000)]
    public double TimeScale { get; set; } = 1;

    /// <summary>Makes chance repeatable: the same seed gives a person the same draws. Default: none, another chance at every start.</summary>
    public int? Seed { get; set; }

    /// <summary>
    /// Which of a service's replicas this process is: a person of his own, with luck of his own also where the seed is the same. Default: the machine's
    /// name, as replicas of a deployment have each their own.
    /// </summary>
    public string Replica { get; set; } = Environment.MachineName;
}

[OptionsValidator]
internal sealed partial class PeopleOptionsValidator : IValidateOptions<PeopleOptions>;
