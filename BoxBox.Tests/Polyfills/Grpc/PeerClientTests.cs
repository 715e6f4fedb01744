using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>A client that is not ours calls our server.</summary>
public sealed class PeerClientTests(GrpcJsPeer peer) : IClassFixture<GrpcJsPeer>
{
    private const string Echo = "boxbox.tests.echo.Echo";

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_client_gets_a_response_with_headers_and_trailers()
    {
        await using var server = await EchoServer.StartAsync();
        var metadata = new Dictionary<string, string> { ["x-text"] = "hello", ["x-data-bin"] = "AAH+/w==" };

        var answer = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Say", metadata, requests = new[] { new { text = "ciao", payload = "BAUG" } } });

        Assert.Equal(StatusCode.OK, answer.Code());
        Assert.Equal(["ciao"], answer.Responses("text"));
        Assert.Equal(["hello"], answer.Responses("seen_text"));
        Assert.Equal(["AAH+/w=="], answer.Responses("seen_bytes"));
        Assert.Equal("head", answer.Header("x-head"));
        Assert.Equal("tail", answer.Trailer("x-tail"));
        Assert.Equal("BAUG", answer.Trailer("x-tail-bin"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_client_streams_in_all_directions()
    {
        await using var server = await EchoServer.StartAsync();
        var requests = new[] { new { text = "uno", times = 3 }, new { text = "due", times = 0 } };

        var repeated = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Repeat", requests });
        var collected = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Collect", requests });
        var chatted = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Chat", requests });

        Assert.Equal(["uno 0", "uno 1", "uno 2"], repeated.Responses("text"));
        Assert.Equal(["uno,due"], collected.Responses("text"));
        Assert.Equal(["uno", "due"], chatted.Responses("text"));
        Assert.All([repeated, collected, chatted], answer => Assert.Equal(StatusCode.OK, answer.Code()));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_client_sees_status_message_and_trailers_of_a_failure()
    {
        await using var server = await EchoServer.StartAsync();
        var requests = new[] { new { text = "niente più farina, 100 % — 🍕", fail_with = 9, payload = "AQI=", times = 1 } };

        var unary = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Say", requests });
        var stream = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Repeat", requests });

        Assert.All([unary, stream], answer =>
        {
            Assert.Equal(StatusCode.FailedPrecondition, answer.Code());
            Assert.Equal("niente più farina, 100 % — 🍕", answer.Details());
            Assert.Equal("AQI=", answer.Trailer("x-tail-bin"));
        });
        Assert.Single(stream.Responses("text"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_clients_deadline_reaches_the_method()
    {
        await using var server = await EchoServer.StartAsync();

        var answer = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Say", deadline = 5000, requests = new[] { new { hang = true } } });

        Assert.Equal(StatusCode.DeadlineExceeded, answer.Code());
        await server.Signals.Cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(DateTime.MaxValue, await server.Signals.Deadline.Task);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_client_that_cancels_stops_the_method()
    {
        await using var server = await EchoServer.StartAsync();

        var answer = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Repeat", cancelAfter = 1, requests = new[] { new { times = 1, hang = true } } });

        Assert.Equal(StatusCode.Cancelled, answer.Code());
        await server.Signals.Cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Long_messages_pass_up_to_the_limit_and_no_further()
    {
        await using var server = await EchoServer.StartAsync();
        var right = new { address = server.Address.Authority, service = Echo, method = "Say", requests = new[] { new { text = Text(4_190_000), padding = 2_000_000 } } };
        var tooLong = new { address = server.Address.Authority, service = Echo, method = "Say", requests = new[] { new { text = Text(4_200_000) } } };

        var passed = await peer.AskAsync(right);
        var refused = await peer.AskAsync(tooLong);

        Assert.Equal(StatusCode.OK, passed.Code());
        Assert.Equal(2_000_000, Convert.FromBase64String(passed.Responses("padding").Single()).Length);
        Assert.Equal(StatusCode.ResourceExhausted, refused.Code());
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Compressed_messages_are_understood_both_ways()
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        var options = new Dictionary<string, int> { ["grpc.default_compression_algorithm"] = 2 };
        var requests = new[] { new { text = Text(100_000), padding = 100_000 }, new { text = "due", padding = 0 } };

        var unary = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Say", options, requests });
        var stream = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Chat", options, requests });

        Assert.Equal(["gzip"], unary.Responses("seen_encoding"));
        Assert.Equal([Text(100_000), "due"], stream.Responses("text"));
        Assert.Equal(100_000, Convert.FromBase64String(unary.Responses("padding").Single()).Length);
        Assert.All([unary, stream], answer => Assert.Equal(StatusCode.OK, answer.Code()));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task What_the_server_does_not_have_is_unimplemented()
    {
        await using var server = await EchoServer.StartAsync();

        var method = await peer.AskAsync(new { address = server.Address.Authority, service = Echo, method = "Forget", requests = new[] { new { } } });
        var service = await peer.AskAsync(new { address = server.Address.Authority, service = "grpc.health.v1.Health", method = "Check", requests = new[] { new { } } });

        Assert.Equal(StatusCode.Unimplemented, method.Code());
        Assert.Equal(StatusCode.Unimplemented, service.Code());
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_client_checks_and_watches_health()
    {
        await using var server = await EchoServer.StartAsync(
            addServices: services => services.AddGrpcHealthChecks().AddCheck("oven", () => HealthCheckResult.Unhealthy()),
            map: app => app.MapGrpcHealthChecksService());

        var check = await peer.AskAsync(new { address = server.Address.Authority, service = "grpc.health.v1.Health", method = "Check", requests = new[] { new { service = "" } } });
        var unknown = await peer.AskAsync(new { address = server.Address.Authority, service = "grpc.health.v1.Health", method = "Check", requests = new[] { new { service = "nobody" } } });
        var watch = await peer.AskAsync(new { address = server.Address.Authority, service = "grpc.health.v1.Health", method = "Watch", cancelAfter = 1, requests = new[] { new { service = "" } } });

        Assert.Equal(["NOT_SERVING"], check.Responses("status"));
        Assert.Equal(StatusCode.NotFound, unknown.Code());
        Assert.Equal(["NOT_SERVING"], watch.Responses("status"));
    }

    private static string Text(int length) => new('x', length);
}
