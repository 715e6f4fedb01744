using Microsoft.Extensions.Configuration;

namespace BoxBox.AppHost.Nats;

/// <summary>NATS with JetStream: the one of <c>ConnectionStrings:nats</c> where that is set, else a container where a runtime answers, else the program on the PATH.</summary>
internal static class OrderQueue
{
    public static IResourceBuilder<IResourceWithConnectionString> AddOrderQueue(this IDistributedApplicationBuilder builder, string name, bool containers)
    {
        if (builder.Configuration.GetConnectionString(name) is not null)
            return builder.AddConnectionString(name);

        var options = builder.Configuration.GetSection(NatsOptions.Section).Get<NatsOptions>() ?? new NatsOptions();
        var password = builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 32, Special = false, Numeric = false }, secret: true);
        return containers ? builder.AddNatsContainer(name, options, password) : builder.AddNatsProgram(name, options, password);
    }

    private static IResourceBuilder<NatsServerResource> AddNatsContainer(
        this IDistributedApplicationBuilder builder, string name, NatsOptions options, IResourceBuilder<ParameterResource> password) =>
        builder.AddNats(name, options.Port, builder.AddParameter($"{name}-user", NatsProgramResource.UserName), password)
            .WithJetStream()
            .WithDataVolume()
            .WithArgs("-m", "8222")
            .WithHttpEndpoint(port: options.MonitoringPort, targetPort: 8222, name: "monitoring")
            .WithPortSettings("tcp");

    private static IResourceBuilder<NatsProgramResource> AddNatsProgram(
        this IDistributedApplicationBuilder builder, string name, NatsOptions options, IResourceBuilder<ParameterResource> password)
    {
        var data = Path.GetFullPath(options.DataDirectory, builder.AppHostDirectory);
        Directory.CreateDirectory(data);

        // Its own configuration file reads the password from the environment: an argument would show it to everyone on the machine.
        return builder.AddResource(new NatsProgramResource(name, builder.AppHostDirectory, password.Resource))
            .WithArgs("--config", Path.Combine(builder.AppHostDirectory, "Nats", "nats-server.conf"), "--jetstream", "--store_dir", data)
            .WithArgs("--addr", "127.0.0.1", "--port", $"{options.Port}", "--http_port", $"{options.MonitoringPort}")
            .WithEnvironment("NATS_PASSWORD", password)
            .WithEndpoint(port: options.Port, scheme: "nats", name: "nats", isProxied: false)
            .WithHttpEndpoint(port: options.MonitoringPort, name: "monitoring", isProxied: false)
            .WithHttpHealthCheck("/healthz", endpointName: "monitoring")
            .WithPortSettings("nats");
    }

    private static IResourceBuilder<T> WithPortSettings<T>(this IResourceBuilder<T> nats, string clients) where T : IResource =>
        nats.WithAnnotation(new PortSetting(clients, NatsOptions.PortSetting)).WithAnnotation(new PortSetting("monitoring", NatsOptions.MonitoringPortSetting));
}
