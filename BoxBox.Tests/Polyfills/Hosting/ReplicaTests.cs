using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Polyfills.Hosting;

public sealed class ReplicaTests
{
    private const string ConnectionLogging = "Logging__LogLevel__Microsoft.AspNetCore.Server.Kestrel.Connections";

    [Fact]
    public async Task Connections_are_spread_over_replicas_and_go_on_when_one_dies()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddProject<Projects.BoxBox_Panettiere>("panettiere").WithReplicas(2)
            .WithHttpHealthCheck("/alive", endpointName: "http").WithEnvironment(ConnectionLogging, "Debug");
        await using var app = await builder.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("panettiere", TestContext.Current.CancellationToken).WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);
        var replicas = await ReplicasAsync(app, "panettiere", 2);
        using var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = app.GetEndpoint("panettiere", "http") };

        // The health check's own connections are spread as well: a log line of each replica's proves it.
        await Task.WhenAll(replicas.Select(replica => app.LineAsync(replica.ResourceId, "accepted")));
        System.Diagnostics.Process.GetProcessById(AppUnderTest.ProcessIdOf(replicas[0])).Kill();
        await app.WaitAsync(replicas[0].ResourceId, KnownResourceStates.Finished);

        for (var i = 0; i < 4; i++)
        {
            using var answer = await client.GetAsync("/alive", TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task Of_two_replicas_that_ended_each_starts_again_at_its_own_command()
    {
        await using var builder = AppUnderTest.Create();
        var first = builder.AddShell("first", "sleep 1000");
        builder.AddProject<Projects.BoxBox_Panettiere>("panettiere").WithReplicas(2).WaitFor(first);
        await using var app = await builder.StartAsync();
        var replicas = await ReplicasAsync(app, "panettiere", 2);
        foreach (var replica in replicas)
        {
            System.Diagnostics.Process.GetProcessById(AppUnderTest.ProcessIdOf(replica)).Kill();
            await app.WaitAsync(replica.ResourceId, KnownResourceStates.Finished);
        }

        foreach (var replica in replicas)
        {
            var started = await app.ResourceCommands.ExecuteCommandAsync(replica.ResourceId, KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);

            Assert.True(started.Success, started.ErrorMessage);
            await app.WaitAsync(replica.ResourceId, KnownResourceStates.Running);
        }
    }

    [Fact]
    public async Task Each_replica_listens_at_ports_of_its_own_and_has_an_instance_id_of_its_own()
    {
        await using var builder = AppUnderTest.Create("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317", "--AppHost:OtlpApiKey=key");
        builder.AddProject<Projects.BoxBox_Panettiere>("panettiere").WithReplicas(2)
            .WithEnvironment("Replica", "{{- index .Annotations \"resource-replica-index\" -}}");
        await using var app = await builder.StartAsync();

        var replicas = await ReplicasAsync(app, "panettiere", 2);

        var variables = replicas.Select(r => r.Snapshot.EnvironmentVariables.ToDictionary(v => v.Name, v => v.Value)).ToArray();
        Assert.Equal(2, variables.Select(v => v["Kestrel__Endpoints__http__Url"]).Distinct().Count());
        Assert.Equal(2, variables.Select(v => v["Kestrel__Endpoints__grpc__Url"]).Distinct().Count());
        Assert.Equal(2, variables.Select(v => v["OTEL_RESOURCE_ATTRIBUTES"]).Distinct().Count());
        Assert.Equal(["0", "1"], variables.Select(v => v["Replica"]).Order());
        Assert.All(variables, v =>
        {
            Assert.StartsWith("service.instance.id=", v["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
            Assert.Equal("panettiere", v["OTEL_SERVICE_NAME"]);
            Assert.Equal("http://localhost:4317", v["OTEL_EXPORTER_OTLP_ENDPOINT"]);
            Assert.Equal("grpc", v["OTEL_EXPORTER_OTLP_PROTOCOL"]);
            Assert.Equal("x-otlp-api-key=key", v["OTEL_EXPORTER_OTLP_HEADERS"]);
            Assert.Equal("always_on", v["OTEL_TRACES_SAMPLER"]);
            Assert.Equal("trace_based", v["OTEL_METRICS_EXEMPLAR_FILTER"]);
            Assert.Equal("1000", v["OTEL_BSP_SCHEDULE_DELAY"]);
            Assert.Equal("1000", v["OTEL_BLRP_SCHEDULE_DELAY"]);
            Assert.Equal("1000", v["OTEL_METRIC_EXPORT_INTERVAL"]);
            Assert.Equal("Development", v["ASPNETCORE_ENVIRONMENT"]);
            Assert.DoesNotContain("ASPNETCORE_URLS", v);
        });
    }

    [Fact]
    public async Task A_launch_profiles_address_becomes_the_proxys_and_each_process_gets_its_own()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddProject<Projects.BoxBox_PaddockGateway>("gateway");
        await using var app = await builder.StartAsync();

        var gateway = (await ReplicasAsync(app, "gateway", 1)).Single();

        var own = new Uri(gateway.Snapshot.EnvironmentVariables.Single(v => v.Name == "ASPNETCORE_URLS").Value!);
        Assert.NotEqual(app.GetEndpoint("gateway").Port, own.Port);
        Assert.NotEqual(8080, app.GetEndpoint("gateway").Port);
        Assert.Equal("http", gateway.Snapshot.EnvironmentVariables.Single(v => v.Name == "DOTNET_LAUNCH_PROFILE").Value);
    }

    private static async Task<IReadOnlyList<ResourceEvent>> ReplicasAsync(DistributedApplication app, string resource, int count)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(AppUnderTest.Deadline);
        var running = new Dictionary<string, ResourceEvent>();
        await foreach (var update in app.Services.GetRequiredService<ResourceNotificationService>().WatchAsync(deadline.Token))
        {
            if (update.Resource.Name == resource && update.Snapshot.State?.Text == KnownResourceStates.Running)
            {
                running[update.ResourceId] = update;
            }

            if (running.Count == count)
            {
                break;
            }
        }

        return [.. running.Values];
    }
}
