namespace BoxBox.AppHost.Nats;

/// <summary>
/// NATS with JetStream: the one of <c>ConnectionStrings:nats</c> where that is set, and where the application is published; else containers where a runtime answers, else the program on the PATH.
/// </summary>
internal static class NatsServer
{
    private const string Program = "nats-server";
    private const string Cluster = "box-box";

    public static IResourceBuilder<IResourceWithConnectionString> AddNatsServer(this IDistributedApplicationBuilder builder, string name, bool containers, NatsOptions options)
    {
        if (builder.ExecutionContext.IsPublishMode || builder.Configuration.GetConnectionString(name) is not null)
            return builder.AddConnectionString(name);

        var password = builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 32, Special = false, Numeric = false }, secret: true)
            .WithDescription($"Lets the user `{NatsProgramResource.UserName}` in; made at each start, unless given: `./run --Parameters:{name}-password=…`", enableMarkdown: true);
        var user = containers ? builder.AddParameter($"{name}-user", NatsProgramResource.UserName).WithDescription("Who may connect.") : null;
        IResourceBuilder<IResourceWithConnectionString> Add(string server, int index) =>
            containers ? builder.AddNatsContainer(server, index, options, user!, password) : builder.AddNatsProgram(server, index, options, password);

        if (options.Servers == 1)
            return Add(name, 0).WithStartAfresh();

        var urls = new ReferenceExpressionBuilder();
        for (var i = 0; i < options.Servers; i++)
        {
            urls.AppendLiteral(i == 0 ? "" : ",");
            urls.AppendFormatted(Add($"{name}-{i + 1}", i).Resource.ConnectionStringExpression);
        }

        return builder.AddConnectionString(name, urls.Build()).WithIconName("Stream").WithStartAfresh().WithKillLeader();
    }

    /// <returns>A line that says how to get the program, where it is needed and missing: Aspire's <c>WithRequiredCommand</c> warns, and starts what has to wait for it for ever.</returns>
    public static IEnumerable<string> Missing(IDistributedApplicationBuilder builder)
    {
        var file = OperatingSystem.IsWindows() ? $"{Program}.exe" : Program;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return builder.Resources.OfType<NatsProgramResource>().Any() && !folders.Any(folder => File.Exists(Path.Combine(folder, file)))
            ? [$"The program {Program} is missing. Install it with:  sudo apt-get install nats-server  (macOS: brew install nats-server; Windows: winget install NATSAuthors.NATSServer), or start docker or podman."]
            : [];
    }

    // In their network the servers know each other by name.
    private static IResourceBuilder<NatsServerResource> AddNatsContainer(
        this IDistributedApplicationBuilder builder, string name, int index, NatsOptions options, IResourceBuilder<ParameterResource> user, IResourceBuilder<ParameterResource> password) =>
        builder.AddNats(name, options.Port + index, user, password)
            .WithJetStream()
            .WithDataVolume()
            .WithArgs("-m", "8222")
            .WithArgs(options.Servers == 1 ? [] : ClusterArgs(name, "0.0.0.0:6222", Enumerable.Range(1, options.Servers).Select(i => $"nats-{i}:6222")))
            .WithHttpEndpoint(port: options.MonitoringPort + index, targetPort: 8222, name: "monitoring")
            .WithMonitoring(index);

    private static IResourceBuilder<NatsProgramResource> AddNatsProgram(
        this IDistributedApplicationBuilder builder, string name, int index, NatsOptions options, IResourceBuilder<ParameterResource> password)
    {
        var data = Path.GetFullPath(options.Servers == 1 ? options.DataDirectory : Path.Combine(options.DataDirectory, name), builder.AppHostDirectory);
        Directory.CreateDirectory(data);
        var (port, monitoring, cluster) = (options.Port + index, options.MonitoringPort + index, options.ClusterPort + index);

        // Its own configuration file reads the password from the environment: an argument would show it to everyone on the machine.
        var server = builder.AddResource(new NatsProgramResource(name, Program, builder.AppHostDirectory, password.Resource))
            .WithArgs("--config", Path.Combine(builder.AppHostDirectory, "Nats", "nats-server.conf"), "--jetstream", "--store_dir", data)
            .WithArgs("--addr", "127.0.0.1", "--port", $"{port}", "--http_port", $"{monitoring}")
            .WithEnvironment("NATS_PASSWORD", password)
            .WithEndpoint(port: port, scheme: "nats", name: "nats", isProxied: false)
            .WithHttpEndpoint(port: monitoring, name: "monitoring", isProxied: false)
            .WithHttpHealthCheck("/healthz", endpointName: "monitoring")
            .WithMonitoring(index);
        return options.Servers == 1
            ? server
            : server.WithEndpoint(port: cluster, scheme: "nats-route", name: "cluster", isProxied: false)
                .WithArgs(ClusterArgs(name, $"127.0.0.1:{cluster}", Enumerable.Range(options.ClusterPort, options.Servers).Select(peer => $"127.0.0.1:{peer}")));
    }

    private static string[] ClusterArgs(string name, string listen, IEnumerable<string> peers) =>
        ["--name", name, "--cluster_name", Cluster, "--cluster", $"nats://{listen}", "--routes", string.Join(',', peers.Select(peer => $"nats://{peer}"))];

    private static IResourceBuilder<T> WithMonitoring<T>(this IResourceBuilder<T> nats, int index) where T : IResourceWithEndpoints =>
        nats.WithIconName("Stream").WithUrls(context =>
        {
            foreach (var url in context.Urls)
            {
                var shown = url.Endpoint?.EndpointName == "monitoring";
                url.DisplayText = shown ? "NATS monitoring" : null;
                url.DisplayLocation = shown && index == 0 ? UrlDisplayLocation.SummaryAndDetails : UrlDisplayLocation.DetailsOnly;
            }
        });
}

/// <summary>NATS as the <c>nats-server</c> program on the PATH, for machines without containers.</summary>
internal sealed class NatsProgramResource(string name, string program, string workingDirectory, ParameterResource password)
    : ExecutableResource(name, program, workingDirectory), IResourceWithConnectionString
{
    public const string UserName = "boxbox";

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"nats://{UserName}:{password}@{new EndpointReference(this, "nats").Property(EndpointProperty.HostAndPort)}");
}
