namespace BoxBox.Drills.Switching;

/// <summary>Whether a service can be told to fail, by whom, and what it is told at its start; section <c>Drills</c>.</summary>
public sealed class DrillOptions
{
    public const string Section = "Drills";

    /// <summary>Default false: then there are no drills, whatever else this section says.</summary>
    public bool Enabled { get; set; }

    /// <summary>What a caller of <c>/drills</c> shows as <c>Authorization: Bearer KEY</c>; 16 to 256 characters. The AppHost makes one.</summary>
    public string? Key { get; set; }

    /// <summary>Faults that are set from the start, as the JSON array that <c>PUT /drills</c> takes; default none.</summary>
    public string Faults { get; set; } = "[]";

    /// <summary>Publish steps without message ids, and do not look up what was done before; default false.</summary>
    public bool WithoutMessageIds { get; set; }

    /// <summary>Do not tell the server that the work is still going on; default false.</summary>
    public bool WithoutProgress { get; set; }

    /// <summary>Acknowledge orders as soon as they are fetched; default false.</summary>
    public bool AckFirst { get; set; }

    /// <summary>All that is set from the start.</summary>
    /// <exception cref="JsonException"><see cref="Faults"/> is not the JSON of faults.</exception>
    internal DrillRequest AtStart => new()
    {
        Faults =
        [
            .. JsonSerializer.Deserialize<IReadOnlyList<Fault>>(Faults, DrillRequest.Json) ?? [],
            .. Guarantee(WithoutMessageIds, FaultKind.WithoutMessageIds),
            .. Guarantee(WithoutProgress, FaultKind.WithoutProgress),
            .. Guarantee(AckFirst, FaultKind.AckFirst),
        ],
    };

    private static IEnumerable<Fault> Guarantee(bool isOff, FaultKind kind) => isOff ? [new Fault { Kind = kind }] : [];
}

/// <summary>Drills are for development: where they are enabled anywhere else, the service does not start.</summary>
internal sealed class DrillOptionsValidator(IHostEnvironment environment) : IValidateOptions<DrillOptions>
{
    private const int ShortestKey = 16;
    private const int LongestKey = 256;

    public ValidateOptionsResult Validate(string? name, DrillOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (!environment.IsDevelopment())
            faults.AddError($"Drills:Enabled may be true in the Development environment only, and this is {environment.EnvironmentName}: drills crash services and break their guarantees.");
        if (options.Key is not { Length: >= ShortestKey and <= LongestKey })
            faults.AddError($"Drills:Key must have {ShortestKey} to {LongestKey} characters.");
        try
        {
            foreach (var (field, rules) in options.AtStart.Errors())
                faults.AddError($"Drills:{field}: {string.Join(' ', rules)}");
        }
        catch (JsonException error)
        {
            faults.AddError($"Drills:Faults must be a JSON array of faults: {error.Message}");
        }

        return faults.Build();
    }
}
