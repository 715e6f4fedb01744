using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.DotNet;

/// <summary>What a project gets by being added: its endpoints from Kestrel's configuration or its launch profile, and their variables.</summary>
internal static class ProjectDefaults
{
    public static void Apply(IResourceBuilder<ProjectResource> project, ProjectResourceOptions options)
    {
        AddTelemetry(project);
        AnnotateLaunchProfile(project, options);
        var profile = LaunchProfiles.EffectiveFor(project.Resource);
        if (!(!options.ExcludeKestrelEndpoints && AddKestrelEndpoints(project, profile?.Profile)))
        {
            AddLaunchProfileEndpoints(project, profile?.Profile);
            project.WithEnvironment(SetAspNetCoreUrls);
        }

        if (profile is var (name, settings))
        {
            project.WithEnvironment(context => AddProfileVariables(context, name, settings));
        }
    }

    private static void AddTelemetry(IResourceBuilder<ProjectResource> project)
    {
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (project.ApplicationBuilder.Environment.IsDevelopment())
        {
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        project.WithOtlpExporter();
    }

    private static void AnnotateLaunchProfile(IResourceBuilder<ProjectResource> project, ProjectResourceOptions options)
    {
        var configuration = project.ApplicationBuilder.Configuration;
        if (options.ExcludeLaunchProfile)
        {
            project.WithAnnotation(new ExcludeLaunchProfileAnnotation());
        }
        else if (!string.IsNullOrEmpty(options.LaunchProfileName))
        {
            project.WithAnnotation(new LaunchProfileAnnotation(options.LaunchProfileName));
        }
        else if ((configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"]) is { Length: > 0 } ownProfile)
        {
            project.WithAnnotation(new DefaultLaunchProfileAnnotation(ownProfile));
        }
    }

    private static bool AddKestrelEndpoints(IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        var kestrel = ProjectConfiguration(project.Resource, profile).GetSection("Kestrel");
        var endpoints = kestrel.GetSection("Endpoints").GetChildren()
            .Where(endpoint => endpoint["Url"] is not null)
            .Select(endpoint => (Name: endpoint.Key, Address: ListenAddress.Parse(endpoint["Url"]!), Protocols: endpoint["Protocols"] ?? kestrel["EndpointDefaults:Protocols"]))
            .ToArray();
        foreach (var scheme in endpoints.GroupBy(endpoint => endpoint.Address.Scheme))
        {
            foreach (var (name, address, protocols) in scheme)
            {
                // The only endpoint of a scheme goes by the scheme's name.
                project.WithEndpoint(scheme.Count() == 1 ? scheme.Key : name, endpoint =>
                {
                    Set(endpoint, address);
                    endpoint.Transport = protocols == "Http2" ? "http2" : endpoint.Transport;
                    project.Resource.KestrelEndpoints.Add(endpoint);
                });
            }
        }

        project.WithEnvironment(context => OverrideKestrelUrls(context, project.Resource));
        return endpoints.Length > 0;
    }

    private static void AddLaunchProfileEndpoints(IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        var taken = new Dictionary<string, int>();
        foreach (var url in profile?.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            var address = ListenAddress.Parse(url);
            var count = taken[address.Scheme] = taken.GetValueOrDefault(address.Scheme) + 1;
            project.WithEndpoint(count == 1 ? address.Scheme : $"{address.Scheme}{count}", endpoint =>
            {
                Set(endpoint, address);
                endpoint.FromLaunchProfile = true;
            });
        }
    }

    private static void Set(EndpointAnnotation endpoint, ListenAddress address)
    {
        // Port 0 asks for any free port, which is what no port means here.
        endpoint.Port = address.Port == 0 ? null : address.Port;
        endpoint.UriScheme = address.Scheme;
        endpoint.TargetHost = address.Host;
    }

    private static void OverrideKestrelUrls(EnvironmentCallbackContext context, ProjectResource project)
    {
        if (project.KestrelEndpoints.Count == 0)
        {
            return;
        }

        foreach (var endpoint in project.GetEndpoints().Where(e => e.IsHttp || e.IsHttps).Where(e => project.EndpointInEnvironment(e.EndpointAnnotation)))
        {
            context.EnvironmentVariables[$"Kestrel__Endpoints__{endpoint.EndpointName}__Url"] = ListensAt(endpoint);
        }
    }

    private static void SetAspNetCoreUrls(EnvironmentCallbackContext context)
    {
        var project = (ProjectResource)context.Resource;
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(e => e.IsHttp || e.IsHttps).Where(e => project.EndpointInEnvironment(e.EndpointAnnotation)))
        {
            urls.AppendLiteral(urls.IsEmpty ? "" : ";");
            urls.AppendFormatted(ListensAt(endpoint));
        }

        if (!urls.IsEmpty)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = urls.Build();
        }
    }

    private static ReferenceExpression ListensAt(EndpointReference endpoint) =>
        ReferenceExpression.Create($"{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");

    private static void AddProfileVariables(EnvironmentCallbackContext context, string name, LaunchProfile profile)
    {
        context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", name);
        foreach (var (variable, value) in profile.EnvironmentVariables)
        {
            context.EnvironmentVariables.TryAdd(variable, Environment.ExpandEnvironmentVariables(value));
        }
    }

    private static IConfiguration ProjectConfiguration(ProjectResource project, LaunchProfile? profile)
    {
        var directory = Path.GetDirectoryName(project.GetProjectMetadata().ProjectPath)!;
        var variables = profile?.EnvironmentVariables ?? [];
        var environment = variables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") ?? variables.GetValueOrDefault("DOTNET_ENVIRONMENT") ?? "Production";
        return new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(directory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(directory, $"appsettings.{environment}.json"), optional: true)
            .Build();
    }
}
