using System.Reflection;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What the build wrote into the app host's assembly: where its project lies, and where those of its resources are built to.</summary>
internal sealed class AppHostInfo
{
    private readonly Dictionary<string, string> metadata;

    private AppHostInfo(Assembly? assembly)
    {
        metadata = (assembly?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
            .Where(attribute => attribute.Value is not null)
            .GroupBy(attribute => attribute.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Value!, StringComparer.OrdinalIgnoreCase);
        Configuration = assembly?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
    }

    public string? Directory => metadata.GetValueOrDefault("apphostprojectpath");

    public string? ProjectFile => metadata.GetValueOrDefault("apphostprojectname");

    /// <summary>Debug or Release: what the app host itself was built as.</summary>
    public string Configuration { get; }

    public static AppHostInfo Of(Assembly? assembly) => new(assembly);

    public static Assembly? AssemblyOf(DistributedApplicationOptions options) => options.AssemblyName is null
        ? Assembly.GetEntryAssembly()
        : AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => a.GetName().Name == options.AssemblyName) ?? Assembly.Load(options.AssemblyName);

    /// <summary>The project's built assembly, which is not built again here.</summary>
    /// <exception cref="DistributedApplicationException">There is none.</exception>
    public string TargetOf(IProjectMetadata project)
    {
        if (metadata.TryGetValue($"apphostprojecttarget:{project.ProjectPath}", out var known) && File.Exists(known))
        {
            return known;
        }

        var name = Path.GetFileNameWithoutExtension(project.ProjectPath);
        var output = Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, "bin", Configuration);
        var found = System.IO.Directory.Exists(output)
            ? new DirectoryInfo(output).EnumerateFiles($"{name}.dll", SearchOption.AllDirectories)
                .Where(file => File.Exists(Path.ChangeExtension(file.FullName, ".runtimeconfig.json")))
                .MaxBy(file => file.LastWriteTimeUtc)
            : null;
        return found?.FullName
            ?? throw new DistributedApplicationException($"The project '{project.ProjectPath}' is not built: there is no {name}.dll under '{output}'. Build it first: dotnet build -c {Configuration} '{project.ProjectPath}'.");
    }
}
