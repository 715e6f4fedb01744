using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>NATS as a container, which only the official package starts: adding it says what is missing.</summary>
public static class NatsBuilderExtensions
{
    /// <exception cref="NotSupportedException">Always.</exception>
    public static IResourceBuilder<NatsServerResource> AddNats(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port) =>
        throw Unsupported(name);

    /// <exception cref="NotSupportedException">Always.</exception>
    public static IResourceBuilder<NatsServerResource> AddNats(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null) =>
        throw Unsupported(name);

    public static IResourceBuilder<NatsServerResource> WithJetStream(this IResourceBuilder<NatsServerResource> builder) => throw Unsupported(builder);

    public static IResourceBuilder<NatsServerResource> WithDataVolume(this IResourceBuilder<NatsServerResource> builder, string? name = null, bool isReadOnly = false) =>
        throw Unsupported(builder);

    public static IResourceBuilder<NatsServerResource> WithDataBindMount(this IResourceBuilder<NatsServerResource> builder, string source, bool isReadOnly = false) =>
        throw Unsupported(builder);

    private static NotSupportedException Unsupported(IResourceBuilder<NatsServerResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Unsupported(builder.Resource.Name);
    }

    private static NotSupportedException Unsupported(string name) => new(
        $"The container '{name}' cannot be started: this build of Aspire.Hosting.Nats runs no containers. " +
        "Install docker or podman, and restore the official Aspire.Hosting.Nats package (./run --official).");
}
