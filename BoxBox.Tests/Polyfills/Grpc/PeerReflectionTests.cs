using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>A client that is not ours learns our services from reflection alone, and calls them.</summary>
public sealed class PeerReflectionTests(GrpcJsPeer peer) : IClassFixture<GrpcJsPeer>
{
    private const string Echo = "boxbox.tests.echo.Echo";
    private const string Health = "grpc.health.v1.Health";

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_client_lists_the_services_learns_one_and_calls_it()
    {
        await using var server = await StartAsync();

        var answer = await AskAsync(server, "v1alpha", Echo, "Say", new { text = "ciao" });

        Assert.Equal(StatusCode.OK, answer.Code());
        Assert.Equal(["ciao"], answer.Responses("text"));
        Assert.Equal(2, answer["files"]!.GetValue<int>());
        Assert.Superset(new HashSet<string> { Echo, Health, "grpc.reflection.v1alpha.ServerReflection" }, Services(answer));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_client_learns_the_health_service()
    {
        await using var server = await StartAsync();

        var answer = await AskAsync(server, "v1alpha", Health, "Check", new { service = "" });

        Assert.Equal(["SERVING"], answer.Responses("status"));
    }

    /// <summary>Servers that do not have v1 yet say so; one that lists it has to answer it.</summary>
    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Version_1_answers_where_it_is_listed()
    {
        await using var server = await StartAsync();
        var listed = Services(await AskAsync(server, "v1alpha", Echo, "Say", new { text = "" })).Contains("grpc.reflection.v1.ServerReflection");

        var answer = await AskAsync(server, "v1", Echo, "Say", new { text = "ciao" });

        Assert.Equal(listed ? StatusCode.OK : StatusCode.Unimplemented, answer.Code());
        if (listed) Assert.Equal(["ciao"], answer.Responses("text"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Files_and_symbols_are_found_or_named_as_missing()
    {
        await using var server = await StartAsync();
        var questions = new object[]
        {
            new { file_containing_symbol = "boxbox.tests.echo.EchoRequest" },
            new { file_containing_symbol = "boxbox.tests.echo.Echo.Say" },
            new { file_by_filename = "Polyfills/Grpc/echo.proto" },
            new { file_containing_symbol = "boxbox.tests.echo.Nothing" },
            new { file_by_filename = "nothing.proto" },
        };

        var answer = await peer.AskAsync(new
        {
            address = server.Address.Authority,
            version = "v1alpha",
            service = Echo,
            method = "Say",
            requests = new[] { new { text = "" } },
            symbols = questions,
        });

        var codes = answer["errors"]!.AsArray().Select(code => (StatusCode)code!.GetValue<int>());
        Assert.Equal([StatusCode.OK, StatusCode.OK, StatusCode.OK, StatusCode.NotFound, StatusCode.NotFound], codes);
    }

    private static Task<EchoServer> StartAsync() => EchoServer.StartAsync(
        addServices: services =>
        {
            services.AddGrpcReflection();
            services.AddGrpcHealthChecks().AddCheck("oven", () => HealthCheckResult.Healthy());
        },
        map: app =>
        {
            app.MapGrpcReflectionService();
            app.MapGrpcHealthChecksService();
        });

    private static HashSet<string> Services(JsonObject answer) => [.. answer["services"]!.AsArray().Select(name => name!.ToString())];

    private Task<JsonObject> AskAsync(EchoServer server, string version, string service, string method, object request) =>
        peer.AskAsync(new { address = server.Address.Authority, version, service, method, requests = new[] { request } });
}
