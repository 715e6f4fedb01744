using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.DotNet;

/// <summary>Reads <c>Properties/launchSettings.json</c> and picks the profile as <c>dotnet run</c> does.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <returns>Null where the project has no launch settings.</returns>
    /// <exception cref="DistributedApplicationException">The file is no valid JSON.</exception>
    public static LaunchSettings? Read(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Json);
        }
        catch (JsonException error)
        {
            throw new DistributedApplicationException($"The launch settings '{path}' are not valid JSON: {error.Message}", error);
        }
    }

    /// <summary>The profile that was asked for, else the one named like the app host's own, else the first.</summary>
    /// <exception cref="DistributedApplicationException">The profile that was asked for is not there.</exception>
    public static (string Name, LaunchProfile Profile)? EffectiveFor(ProjectResource project)
    {
        if (project.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>())
        {
            return null;
        }

        var metadata = project.GetProjectMetadata();
        var profiles = (metadata.LaunchSettings ?? Read(Path.GetDirectoryName(metadata.ProjectPath)!))?.Profiles ?? [];
        if (project.TryGetLastAnnotation<LaunchProfileAnnotation>(out var chosen))
        {
            return profiles.TryGetValue(chosen.LaunchProfileName, out var named)
                ? (chosen.LaunchProfileName, named)
                : throw new DistributedApplicationException($"Launch settings file does not contain '{chosen.LaunchProfileName}' profile.");
        }

        if (project.TryGetLastAnnotation<DefaultLaunchProfileAnnotation>(out var own) && profiles.TryGetValue(own.LaunchProfileName, out var same))
        {
            return (own.LaunchProfileName, same);
        }

        return profiles.Where(p => p.Value.CommandName is null or "Project").Select(p => ((string, LaunchProfile)?)(p.Key, p.Value)).FirstOrDefault();
    }
}
