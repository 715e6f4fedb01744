using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.DotNet;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>From a resource to the command line and environment of one of its processes.</summary>
internal sealed class ProcessSpecs(AppHostInfo appHost, DistributedApplicationExecutionContext execution)
{
    public async Task<ChildProcessSpec> OfAsync(ResourceInstance instance, IReadOnlyCollection<ResourceInstance> all, ILogger logger, CancellationToken cancellationToken)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(instance.Resource).WithArgumentsConfig().WithEnvironmentVariablesConfig()
            .BuildAsync(execution, logger, cancellationToken).ConfigureAwait(false);
        if (configuration.Exception is { } error)
        {
            throw new DistributedApplicationException(error.Message, error);
        }

        var environment = configuration.EnvironmentVariables.ToDictionary(v => v.Key, v => InstanceTemplate.Fill(v.Value, instance, all));
        var arguments = configuration.Arguments.Select(a => InstanceTemplate.Fill(a.Value, instance, all)).ToArray();
        return instance.Resource switch
        {
            ProjectResource project => OfProject(project, arguments, environment),
            ExecutableResource executable => new ChildProcessSpec(executable.Command, arguments, executable.WorkingDirectory, environment),
            _ => throw new InvalidOperationException($"Resource '{instance.Resource.Name}' is no process."),
        };
    }

    private ChildProcessSpec OfProject(ProjectResource project, string[] arguments, Dictionary<string, string> environment)
    {
        var metadata = project.GetProjectMetadata();
        var target = appHost.TargetOf(metadata);
        var own = LaunchProfiles.EffectiveFor(project)?.Profile.CommandLineArgs is { Length: > 0 } line ? CommandLine.Split(line) : [];
        return new ChildProcessSpec(DotNetHost(), [target, .. own, .. arguments], Path.GetDirectoryName(metadata.ProjectPath)!, environment);
    }

    // The one that runs this process: the shared frameworks lie under it.
    private static string DotNetHost()
    {
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }
}
