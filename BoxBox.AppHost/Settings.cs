using Microsoft.Extensions.Configuration;

namespace BoxBox.AppHost;

/// <summary>Hands the AppHost's own settings on, so that <c>./run --TimeScale=60 --Maestro:OrderBatchSize=5</c> reaches the services.</summary>
internal static class Settings
{
    public const string ReplicasPrefix = "Replicas:";

    public const int MostReplicas = 10;

    /// <summary>Where the dashboard listens, by the names that Aspire gives them.</summary>
    public static readonly string[] DashboardAddresses = ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];

    // What every service reads, beside its own section. Of the section "Nats" only how to connect: the rest is where our own NATS listens.
    private static readonly string[] Shared = ["TimeScale", "Seed", "Nats:Tls", "Nats:CredsFile", "Nats:Token"];

    // The orchestrator fills in which replica a process is: the same number at each start, so that with one seed each has luck of his own.
    private const string ReplicaIndex = "{{- index .Annotations \"resource-replica-index\" -}}";

    public static IResourceBuilder<ProjectResource> WithSettings(this IResourceBuilder<ProjectResource> service, params string[] sections)
    {
        var configuration = service.ApplicationBuilder.Configuration;
        var settings = sections.Concat(Shared).SelectMany(section => configuration.GetSection(section).AsEnumerable());
        foreach (var (key, value) in settings.Where(setting => setting.Value is not null))
        {
            service.WithEnvironment(key.Replace(":", "__", StringComparison.Ordinal), value);
        }

        return service.WithEnvironment("Replica", ReplicaIndex);
    }

    /// <summary>How many of a service run: 2, or what <c>Replicas:NAME</c> says, from 1 to 10.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicaSetting(this IResourceBuilder<ProjectResource> service) =>
        service.WithReplicas(service.ApplicationBuilder.Configuration.GetValue(ReplicasPrefix + service.Resource.Name, 2));
}
