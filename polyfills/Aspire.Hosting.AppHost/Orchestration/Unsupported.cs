using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>What only the official packages do.</summary>
internal static class Unsupported
{
    public static NotSupportedException Containers(string resource) => new(
        $"The container '{resource}' cannot be started: this build of Aspire.Hosting.AppHost runs projects and programs only. " +
        "Install docker or podman, and restore the official Aspire.Hosting.AppHost package (./run --official).");

    public static NotSupportedException Containers<T>(IResourceBuilder<T> builder)
        where T : IResource => Containers(builder.Resource.Name);

    public static NotSupportedException Platform() => new(
        "This build of Aspire.Hosting.AppHost starts processes on Linux only. Restore the official Aspire.Hosting.AppHost package (./run --official) on other systems.");

    public static NotSupportedException PublishMode() => new(
        "This build of Aspire.Hosting.AppHost only runs applications. Publishing and deploying need the official Aspire.Hosting.AppHost package.");
}
