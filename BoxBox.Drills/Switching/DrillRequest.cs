namespace BoxBox.Drills.Switching;

/// <summary>What <c>PUT</c> and <c>POST /drills</c> take.</summary>
internal sealed record DrillRequest
{
    private const int MostFaults = 16;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new WireNameConverter<OrderStatus>(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>At most 16.</summary>
    public IReadOnlyList<Fault?> Faults { get; init; } = [];

    /// <summary>A <see cref="Drills.Cue"/> to be given now, as well.</summary>
    public string? Cue { get; init; }

    /// <returns>By field, the rules that are broken.</returns>
    public Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        if (Faults.Count > MostFaults)
            errors["faults"] = [$"There may be at most {MostFaults}."];
        foreach (var (index, fault) in Faults.Index())
        {
            if (fault is null)
                errors[$"faults[{index}]"] = ["Must not be null."];
            foreach (var (field, rule) in fault?.BrokenRules() ?? [])
                errors[$"faults[{index}].{field}"] = [rule];
        }

        return errors;
    }
}
