using BoxBox.Drills.Faults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BoxBox.Drills.Switching;

/// <summary>Drills are for development: where they are enabled in production, the service does not start.</summary>
internal sealed class DrillOptionsValidator(IHostEnvironment environment) : IValidateOptions<DrillOptions>
{
    private const int ShortestKey = 16;
    private const int LongestKey = 256;

    public ValidateOptionsResult Validate(string? name, DrillOptions options)
    {
        List<string> faults = [];
        if (environment.IsProduction())
            faults.Add("Drills:Enabled must not be true in the Production environment: drills crash services and break their guarantees.");
        if (options.Key is not { Length: >= ShortestKey and <= LongestKey })
            faults.Add($"Drills:Key must have {ShortestKey} to {LongestKey} characters.");
        faults.AddRange(DrillRules.Read(options, DrillPlan.Nothing).Errors.Select(error => $"Drills:{error.Key}: {string.Join(' ', error.Value)}"));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
