namespace BoxBox.AppHost.Nats;

/// <summary>
/// NATS with JetStream: the one of <c>ConnectionStrings:nats</c> where that is set, and where the application is published; else containers where a runtime
/// answers, else the program on the PATH.
/// </summary>
internal sealed class NatsServer(IDistributedApplicationBuilder builder, NatsOptions options, IResourceBuilder<ParameterResource> password)
{
    private const string Program = "nats-server";

    public static IResourceBuilder<IResourceWithConnectionString> Add(IDistributedApplicationBuilder builder, string name, bool containers, NatsOptions options)
    {
        if (builder.ExecutionContext.IsPublishMode || builder.Configuration.GetConnectionString(name) is not null)
            return builder.AddConnectionString(name);

        var password = builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 32, Special = false, Numeric = false }, secret: true)
            .WithDescription($"Lets the services in; made at each start, unless given: `./run --Parameters:{name}-password=…`", enableMarkdown: true);
        var server = new NatsServer(builder, options, password);
        Func<string, int, IResourceBuilder<IResourceWithConnectionString>> add = containers ? server.AddContainer : server.AddProgram;
        if (options.Servers == 1)
            return NatsCommands.AddTo(add(name, 0), isCluster: false);

        var urls = new ReferenceExpressionBuilder();
        for (var i = 0; i < options.Servers; i++)
        {
            urls.AppendLiteral(i == 0 ? "" : ",");
            urls.AppendFormatted(add($"{name}-{i + 1}", i).Resource.ConnectionStringExpression);
        }

        return NatsCommands.AddTo(builder.AddConnectionString(name, urls.Build()).WithIconName("Stream"), isCluster: true);
    }

    /// <returns>How to get the program, where it is needed and missing: Aspire's <c>WithRequiredCommand</c> only warns, and all wait for ever.</returns>
    public static IEnumerable<string> Missing(IDistributedApplicationBuilder builder)
    {
        var file = OperatingSystem.IsWindows() ? $"{Program}.exe" : Program;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return builder.Resources.OfType<NatsProgramResource>().Any() && !folders.Any(folder => File.Exists(Path.Combine(folder, file)))
            ? [$"The program {Program} is missing. Install it with:  sudo apt-get install nats-server  (macOS: brew install nats-server; "
                + "Windows: winget install NATSAuthors.NATSServer), or start docker or podman."]
            : [];
    }

    // In their network the servers know each other by name.
    private IResourceBuilder<NatsServerResource> AddContainer(string name, int index) => builder
        .AddNats(name, options.Port + index, userName: null, password)
        .WithJetStream()
        .WithDataVolume()
        .WithArgs("-m", "8222")
        .WithArgs(ClusterArgs(name, "0.0.0.0:6222", server => $"nats-{server + 1}:6222"))
        .WithHttpEndpoint(port: options.MonitoringPort + index, targetPort: 8222, name: "monitoring")
        .WithUrls(context => Show(context.Urls, index))
        .WithIconName("Stream");

    private IResourceBuilder<NatsProgramResource> AddProgram(string name, int index)
    {
        var data = Path.GetFullPath(options.Servers == 1 ? options.DataDirectory : Path.Combine(options.DataDirectory, name), builder.AppHostDirectory);
        Directory.CreateDirectory(data);
        var (port, monitoring, cluster) = (options.Port + index, options.MonitoringPort + index, options.ClusterPort + index);

        // Its own configuration file reads the password from the environment: an argument would show it to everyone on the machine.
        var server = builder.AddResource(new NatsProgramResource(name, Program, builder.AppHostDirectory, password.Resource))
            .WithArgs("--config", Path.Combine(builder.AppHostDirectory, "Nats", "nats-server.conf"), "--jetstream", "--store_dir", data)
            .WithArgs("--addr", "127.0.0.1", "--port", $"{port}", "--http_port", $"{monitoring}")
            .WithArgs(ClusterArgs(name, $"127.0.0.1:{cluster}", server => $"127.0.0.1:{options.ClusterPort + server}"))
            .WithEnvironment("NATS_PASSWORD", password)
            .WithEndpoint(port: port, scheme: "nats", name: "nats", isProxied: false)
            .WithHttpEndpoint(port: monitoring, name: "monitoring", isProxied: false)
            .WithHttpHealthCheck("/healthz", endpointName: "monitoring")
            .WithUrls(context => Show(context.Urls, index))
            .WithIconName("Stream");
        return options.Servers == 1 ? server : server.WithEndpoint(port: cluster, scheme: "nats-route", name: "cluster", isProxied: false);
    }

    private string[] ClusterArgs(string name, string listen, Func<int, string> addressOf) => options.Servers == 1 ? [] :
    [
        "--name", name, "--cluster_name", "box-box", "--cluster", $"nats://{listen}",
        "--routes", string.Join(',', Enumerable.Range(0, options.Servers).Select(server => $"nats://{addressOf(server)}")),
    ];

    private static void Show(IEnumerable<ResourceUrlAnnotation> urls, int index)
    {
        foreach (var url in urls)
        {
            var isMonitoring = url.Endpoint?.EndpointName == "monitoring";
            url.DisplayText = isMonitoring ? "NATS monitoring" : null;
            url.DisplayLocation = isMonitoring && index == 0 ? UrlDisplayLocation.SummaryAndDetails : UrlDisplayLocation.DetailsOnly;
        }
    }
}

/// <summary>NATS as the <c>nats-server</c> program on the PATH, for machines without containers.</summary>
internal sealed class NatsProgramResource(string name, string program, string workingDirectory, ParameterResource password)
    : ExecutableResource(name, program, workingDirectory), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"nats://boxbox:{password}@{new EndpointReference(this, "nats").Property(EndpointProperty.HostAndPort)}");
}
