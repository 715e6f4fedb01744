using System.Diagnostics;
using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>What telemetry can see of calls; alone, since the services' own telemetry words what it sees anew, and spans are the whole process's.</summary>
[Collection(nameof(Alone))]
public sealed class TelemetryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_call_is_a_span_of_its_client_with_method_and_status()
    {
        await using var server = await EchoServer.StartAsync();
        using var spans = new SpanSource("Grpc.Net.Client");
        using var root = new Activity("root").Start();

        await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Client.SayAsync(new EchoRequest { FailWith = (int)StatusCode.Aborted }, deadline: Deadlines.Generous, cancellationToken: Cancelled));

        var span = Assert.Single(spans.Of(root));
        Assert.Equal("Grpc.Net.Client.GrpcOut", span.OperationName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("/boxbox.tests.echo.Echo/Say", span.GetTagItem("grpc.method"));
        Assert.Equal("10", span.GetTagItem("grpc.status_code"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_call_leaves_its_callers_span_current()
    {
        await using var server = await EchoServer.StartAsync();
        using var spans = new SpanSource("Grpc.Net.Client");
        using var root = new Activity("root").Start();

        var call = server.Client.Repeat(new EchoRequest { Times = 1 }, deadline: Deadlines.Generous, cancellationToken: Cancelled);
        Assert.Same(root, Activity.Current);
        using var inner = new Activity("inner").Start();
        await call.ResponseStream.MoveNext(Cancelled);
        call.Dispose();

        Assert.Same(inner, Activity.Current);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_request_is_tagged_with_method_and_status_by_the_server()
    {
        await using var server = await EchoServer.StartAsync();
        using var spans = new SpanSource("Microsoft.AspNetCore");
        using var root = new Activity("root").Start();

        await server.Client.SayAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);
        await server.DisposeAsync();

        var span = Assert.Single(spans.Of(root));
        Assert.Equal("/boxbox.tests.echo.Echo/Say", span.GetTagItem("grpc.method"));
        Assert.Equal("0", span.GetTagItem("grpc.status_code"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Endpoints_tell_their_method()
    {
        await using var server = await EchoServer.StartAsync();

        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        var say = endpoints.Single(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Name == "Say");

        Assert.Equal("gRPC - /boxbox.tests.echo.Echo/Say", say.DisplayName);
        Assert.Equal(MethodType.Unary, say.Metadata.GetRequiredMetadata<GrpcMethodMetadata>().Method.Type);
        Assert.Equal(["POST"], say.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods);
    }
}
