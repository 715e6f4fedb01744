using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// How a test takes part in an app host's entry point that it has called: the builder and the application that are made in that
/// flow of calls report here. Aspire.Hosting.Testing is the only user.
/// </summary>
internal abstract class BuilderHooks
{
    private static readonly AsyncLocal<BuilderHooks?> Flow = new();

    public static BuilderHooks? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public abstract void Constructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    public abstract void Constructed(DistributedApplicationBuilder builder);

    public abstract void Building(DistributedApplicationBuilder builder);

    public abstract void Built(DistributedApplication application);
}
