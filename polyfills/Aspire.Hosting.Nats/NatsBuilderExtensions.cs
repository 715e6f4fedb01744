using Aspire.Hosting.ApplicationModel;
using Aspire.NATS.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Aspire.Hosting;

public static class NatsBuilderExtensions
{
    private const string DataDirectory = "/var/lib/nats";

    /// <inheritdoc cref="AddNats(IDistributedApplicationBuilder, string, int?, IResourceBuilder{ParameterResource}?, IResourceBuilder{ParameterResource}?)"/>
    public static IResourceBuilder<NatsServerResource> AddNats(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port) =>
        builder.AddNats(name, port, userName: null);

    /// <summary>Adds a NATS server as the container <c>docker.io/library/nats:2.14</c>, with the endpoint <c>tcp</c> and the health check <c>NAME_check</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and the connection string's for those that refer to it.</param>
    /// <param name="port">The port on the host; default one that is free.</param>
    /// <param name="userName">Default <c>nats</c>.</param>
    /// <param name="password">Default the parameter <c>NAME-password</c>, generated, without special characters.</param>
    public static IResourceBuilder<NatsServerResource> AddNats(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var nats = new NatsServerResource(
            name,
            userName?.Resource,
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false));

        return builder.AddResource(nats)
            .WithImage("library/nats", "2.14")
            .WithImageRegistry("docker.io")
            .WithEndpoint(port: port, targetPort: 4222, name: NatsServerResource.PrimaryEndpointName)
            .WithArgs(context => AddCredentials(nats, context.Args))
            .WithConnectionCheck();
    }

    /// <summary>Turns JetStream on. Its data stays with the container: add <see cref="WithDataVolume"/> or <see cref="WithDataBindMount"/> to keep it.</summary>
    public static IResourceBuilder<NatsServerResource> WithJetStream(this IResourceBuilder<NatsServerResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.WithArgs("-js");
    }

    /// <summary>Turns JetStream on; with <paramref name="srcMountPath"/>, its data is in that directory of the host, mounted at <c>/data</c>.</summary>
    [Obsolete("Use WithJetStream() without srcMountPath, and WithDataBindMount to keep the data on the host.")]
    public static IResourceBuilder<NatsServerResource> WithJetStream(this IResourceBuilder<NatsServerResource> builder, string? srcMountPath = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return srcMountPath is null ? builder.WithArgs("-js") : builder.WithBindMount(srcMountPath, "/data").WithArgs("-js", "-sd", "/data");
    }

    /// <summary>Keeps JetStream's data in a volume, mounted at <c>/var/lib/nats</c>; its default name is made of the application's and the resource's.</summary>
    public static IResourceBuilder<NatsServerResource> WithDataVolume(this IResourceBuilder<NatsServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory, isReadOnly).WithArgs("-sd", DataDirectory);
    }

    /// <summary>Keeps JetStream's data in the host's directory <paramref name="source"/>, mounted at <c>/var/lib/nats</c>.</summary>
    public static IResourceBuilder<NatsServerResource> WithDataBindMount(this IResourceBuilder<NatsServerResource> builder, string source, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);

        return builder.WithBindMount(source, DataDirectory, isReadOnly).WithArgs("-sd", DataDirectory);
    }

    private static void AddCredentials(NatsServerResource nats, IList<object> args)
    {
        if (nats.PasswordParameter is not { } password) return;

        args.Add("--user");
        args.Add(nats.UserNameReference);
        args.Add("--pass");
        args.Add(password);
    }

    private static IResourceBuilder<NatsServerResource> WithConnectionCheck(this IResourceBuilder<NatsServerResource> builder)
    {
        var check = $"{builder.Resource.Name}_check";
        NatsConnection? connection = null;
        builder.ApplicationBuilder.Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(check, _ => new NatsHealthCheck(connection), failureStatus: null, tags: null));

        return builder.WithHealthCheck(check).OnConnectionStringAvailable(async (nats, available, cancellationToken) =>
        {
            var url = await nats.ConnectionStringExpression.GetValueAsync(cancellationToken)
                ?? throw new DistributedApplicationException($"The connection string of '{nats.Name}' is available, but empty.");
            var last = connection;
            connection = new NatsConnection(NatsOpts.Default with { Url = url, LoggerFactory = available.Services.GetRequiredService<ILoggerFactory>() });
            if (last is not null) await last.DisposeAsync();
        });
    }
}
