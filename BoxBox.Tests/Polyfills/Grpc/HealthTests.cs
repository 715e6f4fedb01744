using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>grpc.health.v1 over the application's health checks.</summary>
public sealed class HealthTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData(HealthStatus.Healthy, ServingStatus.Serving)]
    [InlineData(HealthStatus.Degraded, ServingStatus.Serving)]
    [InlineData(HealthStatus.Unhealthy, ServingStatus.NotServing)]
    public async Task Check_runs_the_health_checks(HealthStatus health, ServingStatus expected)
    {
        await using var server = await StartAsync(services => services.AddGrpcHealthChecks().AddCheck("oven", () => new HealthCheckResult(health)));

        var response = await ClientOf(server).CheckAsync(new HealthCheckRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal(expected, response.Status);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_service_counts_the_checks_it_is_mapped_to()
    {
        await using var server = await StartAsync(services => services
            .AddGrpcHealthChecks(options => options.Services.Map("dough", check => check.Tags.Contains("dough")))
            .AddCheck("flour", () => HealthCheckResult.Healthy(), ["dough"])
            .AddCheck("oven", () => HealthCheckResult.Unhealthy()));
        var client = ClientOf(server);

        var dough = await client.CheckAsync(new HealthCheckRequest { Service = "dough" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);
        var all = await client.CheckAsync(new HealthCheckRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal(ServingStatus.Serving, dough.Status);
        Assert.Equal(ServingStatus.NotServing, all.Status);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_service_that_nobody_knows_is_not_found_by_check_and_unknown_to_watch()
    {
        await using var server = await StartAsync(services => services.AddGrpcHealthChecks());
        var client = ClientOf(server);

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await client.CheckAsync(new HealthCheckRequest { Service = "nobody" }, deadline: Deadlines.Generous, cancellationToken: Cancelled));
        using var watch = client.Watch(new HealthCheckRequest { Service = "nobody" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);
        Assert.True(await watch.ResponseStream.MoveNext(Cancelled));

        Assert.Equal(StatusCode.NotFound, failed.StatusCode);
        Assert.Equal(ServingStatus.ServiceUnknown, watch.ResponseStream.Current.Status);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Watchers_are_told_what_is_true_and_then_what_is_published()
    {
        var health = HealthStatus.Healthy;
        await using var server = await StartAsync(services => services.AddGrpcHealthChecks().AddCheck("oven", () => new HealthCheckResult(health)));
        using var watch = ClientOf(server).Watch(new HealthCheckRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.True(await watch.ResponseStream.MoveNext(Cancelled));
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);
        health = HealthStatus.Unhealthy;
        await PublishAsync(server);
        while (watch.ResponseStream.Current.Status != ServingStatus.NotServing)
            Assert.True(await watch.ResponseStream.MoveNext(Cancelled));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_server_that_stops_tells_its_watchers_and_ends_them()
    {
        await using var server = await StartAsync(services => services.AddGrpcHealthChecks().AddCheck("oven", () => HealthCheckResult.Healthy()));
        using var watch = ClientOf(server).Watch(new HealthCheckRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);
        Assert.True(await watch.ResponseStream.MoveNext(Cancelled));

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var told = await watch.ResponseStream.ReadAllAsync(Cancelled).LastAsync(Cancelled);

        Assert.Equal(ServingStatus.NotServing, told.Status);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Check_answers_from_what_was_published_where_it_is_told_to()
    {
        var runs = 0;
        await using var server = await StartAsync(services => services
            .AddGrpcHealthChecks(options => options.UseHealthChecksCache = true)
            .AddCheck("oven", () =>
            {
                Interlocked.Increment(ref runs);
                return HealthCheckResult.Unhealthy();
            }));
        await PublishAsync(server);
        var before = runs;

        var response = await ClientOf(server).CheckAsync(new HealthCheckRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal(ServingStatus.NotServing, response.Status);
        Assert.Equal(before, runs);
    }

    /// <summary>Without the wait for the application's own publishing.</summary>
    private static async Task PublishAsync(EchoServer server)
    {
        var report = await server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled);
        foreach (var publisher in server.Services.GetServices<IHealthCheckPublisher>())
            await publisher.PublishAsync(report, Cancelled);
    }

    private static global::Grpc.Health.V1.Health.HealthClient ClientOf(EchoServer server) => new(GrpcChannel.ForAddress(server.Address));

    private static Task<EchoServer> StartAsync(Action<IServiceCollection> add) => EchoServer.StartAsync(
        addServices: services =>
        {
            services.Configure<HealthCheckPublisherOptions>(options => options.Delay = TimeSpan.FromHours(1));
            add(services);
        },
        map: app => app.MapGrpcHealthChecksService());
}
