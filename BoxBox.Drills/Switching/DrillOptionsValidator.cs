using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BoxBox.Drills.Switching;

/// <summary>Drills are for development: where they are enabled anywhere else, the service does not start.</summary>
internal sealed class DrillOptionsValidator(IHostEnvironment environment) : IValidateOptions<DrillOptions>
{
    private const int ShortestKey = 16;
    private const int LongestKey = 256;

    public ValidateOptionsResult Validate(string? name, DrillOptions options)
    {
        List<string> faults = [];
        if (!environment.IsDevelopment())
            faults.Add($"Drills:Enabled may be true in the Development environment only, and this is {environment.EnvironmentName}: drills crash services and break their guarantees.");
        if (options.Key is not { Length: >= ShortestKey and <= LongestKey })
            faults.Add($"Drills:Key must have {ShortestKey} to {LongestKey} characters.");
        try
        {
            faults.AddRange(options.AtStart.Errors().Select(error => $"Drills:{error.Key}: {string.Join(' ', error.Value)}"));
        }
        catch (JsonException error)
        {
            faults.Add($"Drills:Faults must be a JSON array of faults: {error.Message}");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
