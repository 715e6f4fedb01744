using System.Reflection;
using Aspire.Hosting.DotNet;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>How an application differs under test: random ports, no dashboard, the app host's launch profile as configuration.</summary>
internal static class TestSettings
{
    // There is no dashboard under test, so that nobody listens there; a test with a receiver of its own sets them itself.
    private static readonly string[] OfTheDashboard =
    [
        "ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL",
    ];

    public static void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, Assembly? appHost)
    {
        var info = AppHostInfo.Of(appHost);
        options.DisableDashboard = true;
        options.AllowUnsecuredTransport = true;
        options.EnableResourceLogging = true;
        options.AssemblyName ??= appHost?.GetName().Name;
        options.ProjectDirectory ??= info.Directory;
        settings.Args = options.Args;
        settings.ApplicationName = appHost?.GetName().Name;
        settings.ContentRootPath ??= options.ProjectDirectory;
        var given = new ConfigurationManager();
        given.AddEnvironmentVariables().AddCommandLine(options.Args ?? []);
        var additional = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["environment"] = "Development",

            // Many applications in one process would each watch their settings' folder.
            ["hostBuilder:reloadConfigOnChange"] = "false",
        };
        AddLaunchProfile(additional, info.Directory, given["DOTNET_LAUNCH_PROFILE"]);
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(additional.Where(setting => given[setting.Key] is null));
    }

    private static void AddLaunchProfile(Dictionary<string, string?> settings, string? directory, string? profileName)
    {
        if (directory is null || LaunchProfiles.Read(directory) is not { Profiles.Count: > 0 } launchSettings)
        {
            return;
        }

        var name = profileName ?? launchSettings.Profiles.First().Key;
        if (!launchSettings.Profiles.TryGetValue(name, out var profile))
        {
            throw new InvalidOperationException($"The configured launch profile, '{name}', was not found in the launch settings file.");
        }

        settings["DOTNET_LAUNCH_PROFILE"] = name;
        foreach (var (variable, value) in profile.EnvironmentVariables.Where(variable => !OfTheDashboard.Contains(variable.Key, StringComparer.OrdinalIgnoreCase)))
        {
            settings[variable] = value;
            if (variable.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase))
            {
                settings[variable["DOTNET_".Length..]] = value;
            }
        }
    }
}
