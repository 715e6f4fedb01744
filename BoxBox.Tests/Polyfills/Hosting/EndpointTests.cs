using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Tests.Polyfills.Hosting;

public sealed class EndpointTests
{
    [Fact]
    public async Task A_proxied_endpoint_leads_to_the_process()
    {
        await using var server = await StartServerAsync(() => 200);
        await using var builder = AppUnderTest.Create();
        builder.AddShell("shop", "sleep 1000").WithHttpEndpoint(targetPort: PortOf(server), name: "http");
        await using var app = await builder.StartAsync();
        await app.WaitAsync("shop", KnownResourceStates.Running);
        using var client = app.CreateHttpClient("shop");

        var answer = await client.GetStringAsync("/menu", TestContext.Current.CancellationToken);

        Assert.Equal("/menu", answer);
        Assert.NotEqual(PortOf(server), client.BaseAddress!.Port);
    }

    [Fact]
    public async Task An_http_health_check_follows_what_the_endpoint_answers()
    {
        var status = 503;
        await using var server = await StartServerAsync(() => Volatile.Read(ref status));
        await using var builder = AppUnderTest.Create();
        builder.AddShell("shop", "sleep 1000").WithHttpEndpoint(targetPort: PortOf(server)).WithHttpHealthCheck("/health");
        await using var app = await builder.StartAsync();
        await app.WaitAsync("shop", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy);

        Volatile.Write(ref status, 200);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("shop", TestContext.Current.CancellationToken).WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);
        Volatile.Write(ref status, 500);

        await app.WaitAsync("shop", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_taken_port_is_an_error_that_names_it_and_who_needs_it()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await using var builder = AppUnderTest.Create();
        builder.AddShell("shop", "sleep 1000").WithHttpEndpoint(port: port, isProxied: false);
        await using var app = await builder.StartAsync();

        var failed = await app.WaitAsync("shop", KnownResourceStates.FailedToStart);

        var line = await app.LineAsync(failed.ResourceId, "taken");
        Assert.Contains($"{port}", line, StringComparison.Ordinal);
        Assert.Contains("shop", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_carry_the_addresses_of_references()
    {
        await using var builder = AppUnderTest.Create();
        var shop = builder.AddShell("my-shop", "sleep 1000")
            .WithHttpEndpoint(name: "http").WithHttpEndpoint(name: "grpc").WithEndpoint(scheme: "nats", name: "nats", env: "NATS_PORT", isProxied: false);
        var queue = builder.AddConnectionString("queue", ReferenceExpression.Create($"nats://user:{builder.AddParameter("secret", "{pass}", secret: true)}@{shop.GetEndpoint("nats").Property(EndpointProperty.HostAndPort)}"));
        builder.AddExecutable("client", "env", ".")
            .WithReference(shop.GetEndpoint("grpc")).WithReference(queue)
            .WithEnvironment("ADDRESS", $"at {shop.GetEndpoint("http")}!");
        await using var app = await builder.StartAsync();

        var variables = await EnvironmentOfAsync(app, "client");

        Assert.Equal(app.GetEndpoint("my-shop", "grpc").ToString().TrimEnd('/'), variables["services__my-shop__http__0"]);
        Assert.Equal(variables["services__my-shop__http__0"], variables["MY_SHOP_GRPC"]);
        Assert.DoesNotContain("services__my-shop__http__1", variables);
        Assert.Equal($"nats://user:{{pass}}@localhost:{app.GetEndpoint("my-shop", "nats").Port}", variables["ConnectionStrings__queue"]);
        Assert.Equal($"at {app.GetEndpoint("my-shop", "http").ToString().TrimEnd('/')}!", variables["ADDRESS"]);
        Assert.Equal(variables["ConnectionStrings__queue"], await app.GetConnectionStringAsync("queue", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Urls_that_are_shown_follow_their_endpoint()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddShell("shop", "sleep 1000").WithHttpEndpoint(name: "http")
            .WithUrlForEndpoint("http", _ => new() { Url = "/menu", DisplayText = "Menu" })
            .WithUrlForEndpoint("http", url => url.DisplayText ??= "Home")
            .WithUrl("https://example.org/recipes", "Recipes");
        await using var app = await builder.StartAsync();

        var shop = await app.WaitAsync("shop", e => e.Snapshot.Urls.Length == 3 && e.Snapshot.State?.Text == KnownResourceStates.Running);

        var home = app.GetEndpoint("shop", "http").ToString().TrimEnd('/');
        Assert.Equal(home, shop.Snapshot.Urls.Single(url => url.DisplayProperties.DisplayName == "Home").Url);
        Assert.Equal(home + "/menu", shop.Snapshot.Urls.Single(url => url.DisplayProperties.DisplayName == "Menu").Url);
        Assert.Equal("https://example.org/recipes", shop.Snapshot.Urls.Single(url => url.DisplayProperties.DisplayName == "Recipes").Url);
    }

    private static async Task<Dictionary<string, string>> EnvironmentOfAsync(DistributedApplication app, string resource)
    {
        var ended = await app.WaitAsync(resource, KnownResourceStates.Finished);
        foreach (var variable in ended.Snapshot.EnvironmentVariables)
        {
            // What the snapshot says is what the process got.
            await app.LineAsync(ended.ResourceId, $" {variable.Name}={variable.Value}");
        }

        return ended.Snapshot.EnvironmentVariables.ToDictionary(v => v.Name, v => v.Value ?? "");
    }

    private static async Task<WebApplication> StartServerAsync(Func<int> statusOfHealth)
    {
        // Empty: the settings of the services lie beside the tests, and say where Kestrel listens.
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        web.Services.AddRoutingCore();
        web.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = web.Build();
        server.MapGet("/health", () => Results.StatusCode(statusOfHealth()));
        server.MapFallback((HttpContext context) => context.Request.Path.Value);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    private static int PortOf(WebApplication server) => new Uri(server.Urls.First()).Port;
}
