using Microsoft.Extensions.Configuration;

namespace BoxBox.AppHost.Nats;

/// <summary>
/// NATS with JetStream: the one of <c>ConnectionStrings:nats</c> where that is set, and where the application is published; else a container where a runtime answers, else the program on the PATH.
/// </summary>
internal static class NatsServer
{
    private const string Program = "nats-server";

    public static IResourceBuilder<IResourceWithConnectionString> AddNatsServer(this IDistributedApplicationBuilder builder, string name, bool containers, NatsOptions options)
    {
        if (builder.ExecutionContext.IsPublishMode || builder.Configuration.GetConnectionString(name) is not null)
            return builder.AddConnectionString(name);

        var password = builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 32, Special = false, Numeric = false }, secret: true)
            .WithDescription($"Lets the user `{NatsProgramResource.UserName}` in; made at each start, unless given: `./run --Parameters:{name}-password=…`", enableMarkdown: true);
        return containers
            ? builder.AddNatsContainer(name, options, password).WithMonitoring().WithStartAfresh()
            : builder.AddNatsProgram(name, options, password).WithMonitoring().WithStartAfresh();
    }

    /// <returns>A line that says how to get the program, where it is needed and missing: Aspire's <c>WithRequiredCommand</c> warns, and starts what has to wait for it for ever.</returns>
    public static IEnumerable<string> Missing(IDistributedApplicationBuilder builder)
    {
        var names = OperatingSystem.IsWindows() ? [Program + ".exe"] : new[] { Program };
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return builder.Resources.OfType<NatsProgramResource>().Any() && !folders.Any(folder => names.Any(name => File.Exists(Path.Combine(folder, name))))
            ? [$"The program {Program} is missing. Install it with:  sudo apt-get install nats-server  (macOS: brew install nats-server; Windows: winget install NATSAuthors.NATSServer), or start docker or podman."]
            : [];
    }

    private static IResourceBuilder<NatsServerResource> AddNatsContainer(
        this IDistributedApplicationBuilder builder, string name, NatsOptions options, IResourceBuilder<ParameterResource> password) =>
        builder.AddNats(name, options.Port, builder.AddParameter($"{name}-user", NatsProgramResource.UserName), password)
            .WithJetStream()
            .WithDataVolume()
            .WithArgs("-m", "8222")
            .WithHttpEndpoint(port: options.MonitoringPort, targetPort: 8222, name: "monitoring");

    private static IResourceBuilder<NatsProgramResource> AddNatsProgram(
        this IDistributedApplicationBuilder builder, string name, NatsOptions options, IResourceBuilder<ParameterResource> password)
    {
        var data = Path.GetFullPath(options.DataDirectory, builder.AppHostDirectory);
        Directory.CreateDirectory(data);

        // Its own configuration file reads the password from the environment: an argument would show it to everyone on the machine.
        return builder.AddResource(new NatsProgramResource(name, Program, builder.AppHostDirectory, password.Resource))
            .WithArgs("--config", Path.Combine(builder.AppHostDirectory, "Nats", "nats-server.conf"), "--jetstream", "--store_dir", data)
            .WithArgs("--addr", "127.0.0.1", "--port", $"{options.Port}", "--http_port", $"{options.MonitoringPort}")
            .WithEnvironment("NATS_PASSWORD", password)
            .WithEndpoint(port: options.Port, scheme: "nats", name: "nats", isProxied: false)
            .WithHttpEndpoint(port: options.MonitoringPort, name: "monitoring", isProxied: false)
            .WithHttpHealthCheck("/healthz", endpointName: "monitoring");
    }

    private static IResourceBuilder<T> WithMonitoring<T>(this IResourceBuilder<T> nats) where T : IResourceWithEndpoints =>
        nats.WithIconName("Stream").WithUrls(context =>
        {
            foreach (var url in context.Urls)
            {
                if (url.Endpoint?.EndpointName == "monitoring")
                    url.DisplayText = "NATS monitoring";
                else
                    url.DisplayLocation = UrlDisplayLocation.DetailsOnly;
            }
        });
}
