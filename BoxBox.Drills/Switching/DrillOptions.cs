namespace BoxBox.Drills.Switching;

/// <summary>Whether a service can be told to fail, by whom, and what it is told at its start; section <c>Drills</c>.</summary>
public sealed class DrillOptions
{
    public const string Section = "Drills";

    /// <summary>Default false: then there are no drills, whatever else this section says.</summary>
    public bool Enabled { get; set; }

    /// <summary>What a caller of <c>/drills</c> shows as <c>Authorization: Bearer KEY</c>; 16 to 256 characters. The AppHost makes one.</summary>
    public string? Key { get; set; }

    /// <summary>What is set from the start, as the JSON array that <c>PUT /drills</c> takes; default none.</summary>
    public string Faults { get; set; } = "[]";

    /// <exception cref="JsonException"><see cref="Faults"/> is not the JSON of faults.</exception>
    internal DrillRequest AtStart => new() { Faults = JsonSerializer.Deserialize<IReadOnlyList<Fault?>>(Faults, DrillRequest.Json) ?? [] };
}

/// <summary>Drills are for development: where they are enabled anywhere else, the service does not start.</summary>
internal sealed class DrillOptionsValidator(IHostEnvironment environment) : IValidateOptions<DrillOptions>
{
    public ValidateOptionsResult Validate(string? name, DrillOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (!environment.IsDevelopment())
            faults.AddError($"Drills:Enabled is for Development only, not {environment.EnvironmentName}: drills crash services and break their guarantees.");
        if (options.Key is not { Length: >= 16 and <= 256 })
            faults.AddError("Drills:Key must have 16 to 256 characters.");
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
