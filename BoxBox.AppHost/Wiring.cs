using System.Security.Cryptography;

namespace BoxBox.AppHost;

/// <summary>What every service gets.</summary>
internal sealed class Wiring(IDistributedApplicationBuilder builder, AppHostOptions options)
{
    // The orchestrator fills in which replica a process is: the same number at each start, so that with one seed each has luck of his own.
    private const string ReplicaIndex = "{{- index .Annotations \"resource-replica-index\" -}}";

    // A readiness that waits for NATS answers after 5 s at the latest.
    private static readonly TimeSpan ReadinessTimeout = TimeSpan.FromSeconds(6);

    // Of the section "Nats" only how to connect: the rest is where our own NATS listens.
    private static readonly string[] Connection = ["Nats:Tls", "Nats:CredsFile", "Nats:Token"];

    private readonly IResourceBuilder<ParameterResource> _timeScale = builder
        .AddParameter("time-scale", builder.Configuration["TimeScale"] ?? "1", publishValueAsDefault: true)
        .WithDescription("How much faster than life everybody is: 60 plays a minute in a second. `./run --TimeScale=60`", enableMarkdown: true);

    // Where it is published each has the luck of his machine, unless a seed is given.
    private readonly IResourceBuilder<ParameterResource>? _seed = builder.ExecutionContext.IsPublishMode && builder.Configuration["Seed"] is null
        ? null
        : builder.AddParameter("seed", builder.Configuration["Seed"] ?? $"{RandomNumberGenerator.GetInt32(1_000)}", publishValueAsDefault: true)
        .WithDescription("Everybody's luck. The same again: `./run --Seed=…`", enableMarkdown: true);

    /// <param name="name">The service.</param>
    /// <param name="icon">On the dashboard.</param>
    /// <param name="replicas">How many processes, unless <c>Replicas:NAME</c> says so.</param>
    /// <param name="sections">Of the AppHost's own configuration, so that <c>./run --Maestro:OrderBatchSize=5</c> reaches the Maestro.</param>
    public IResourceBuilder<ProjectResource> Add<TProject>(string name, string icon, int replicas, params IEnumerable<string> sections)
        where TProject : IProjectMetadata, new()
    {
        var service = builder.AddProject<TProject>(name).WithIconName(icon);
        string[] drills = options.Drills && builder.ExecutionContext.IsRunMode ? ["Drills"] : [];
        var settings = sections.Concat(Connection).Concat(drills).SelectMany(section => builder.Configuration.GetSection(section).AsEnumerable());
        foreach (var (key, value) in settings.Where(setting => setting.Value is not null))
            service.WithEnvironment(key.Replace(":", "__", StringComparison.Ordinal), value);

        service.WithEnvironment("TimeScale", _timeScale);
        if (_seed is not null)
            service.WithEnvironment("Seed", _seed);
        if (builder.ExecutionContext.IsRunMode)
        {
            service.WithEnvironment("Replica", ReplicaIndex);
            Readiness.Explain(service, ReadinessTimeout);
        }

        return service
            .WithReplicas(options.Replicas.GetValueOrDefault(name, replicas))
            .WithHttpProbe(ProbeType.Readiness, "/health", timeoutSeconds: (int)ReadinessTimeout.TotalSeconds, endpointName: "http")
            .WithHttpProbe(ProbeType.Liveness, "/alive", endpointName: "http")
            // Nothing here speaks TLS. Aspire prepares every project for it, and warns in red where the machine has no development certificate.
            .WithoutHttpsCertificate()
            .WithUrls(context => context.Urls.ForEach(url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly));
    }
}
