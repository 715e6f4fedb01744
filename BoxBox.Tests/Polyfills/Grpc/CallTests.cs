using BoxBox.Tests.Polyfills.Grpc.Wire;
using Google.Protobuf;
using Grpc.Core;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>The four kinds of calls, and what travels with them.</summary>
public sealed class CallTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_unary_call_returns_the_response()
    {
        await using var server = await EchoServer.StartAsync();

        var response = await server.Client.SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal("ciao", response.Text);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_server_streams_its_responses_in_order()
    {
        await using var server = await EchoServer.StartAsync();

        using var call = server.Client.Repeat(new EchoRequest { Text = "giro", Times = 100 }, deadline: Deadlines.Generous, cancellationToken: Cancelled);
        var texts = await call.ResponseStream.ReadAllAsync(Cancelled).Select(response => response.Text).ToListAsync(Cancelled);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"giro {i}"), texts);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_server_that_streams_nothing_ends_the_stream()
    {
        await using var server = await EchoServer.StartAsync();

        using var call = server.Client.Repeat(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.False(await call.ResponseStream.MoveNext(Cancelled));
        Assert.Equal("tail", call.GetTrailers().GetValue("x-tail"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_client_streams_its_requests_in_order()
    {
        await using var server = await EchoServer.StartAsync();

        using var call = server.Client.Collect(deadline: Deadlines.Generous, cancellationToken: Cancelled);
        foreach (var text in new[] { "uno", "due", "tre" })
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text }, Cancelled);
        await call.RequestStream.CompleteAsync();

        Assert.Equal("uno,due,tre", (await call).Text);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Both_sides_stream_in_turns()
    {
        await using var server = await EchoServer.StartAsync();

        using var call = server.Client.Chat(deadline: Deadlines.Generous, cancellationToken: Cancelled);
        foreach (var text in new[] { "uno", "due", "tre" })
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text }, Cancelled);
            Assert.True(await call.ResponseStream.MoveNext(Cancelled));
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Cancelled));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Metadata_travels_both_ways_as_text_and_as_bytes()
    {
        await using var server = await EchoServer.StartAsync();
        byte[] bytes = [0, 1, 254, 255];
        var headers = new Metadata { { "X-Text", "hello" }, { "x-data-bin", bytes } };

        using var call = server.Client.SayAsync(new EchoRequest { Payload = ByteString.CopyFrom(bytes) }, headers, Deadlines.Generous, Cancelled);
        var response = await call;

        Assert.Equal("hello", response.SeenText);
        Assert.Equal(bytes, response.SeenBytes);
        Assert.Equal("head", (await call.ResponseHeadersAsync).GetValue("x-head"));
        Assert.Equal("tail", call.GetTrailers().GetValue("x-tail"));
        Assert.Equal(bytes, call.GetTrailers().GetValueBytes("x-tail-bin"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_failed_call_tells_status_message_and_trailers()
    {
        await using var server = await EchoServer.StartAsync();
        var request = new EchoRequest { Text = "niente più farina, 100 %\n— 🍕", FailWith = (int)StatusCode.FailedPrecondition, Payload = ByteString.CopyFrom(1, 2) };

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(request, deadline: Deadlines.Generous, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.FailedPrecondition, failed.StatusCode);
        Assert.Equal(request.Text, failed.Status.Detail);
        Assert.Equal("tail", failed.Trailers.GetValue("x-tail"));
        Assert.Equal([1, 2], failed.Trailers.GetValueBytes("x-tail-bin"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_stream_that_fails_gives_its_messages_first()
    {
        await using var server = await EchoServer.StartAsync();

        using var call = server.Client.Repeat(new EchoRequest { Times = 2, FailWith = (int)StatusCode.Aborted }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        var failed = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));
        Assert.Equal(StatusCode.Aborted, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_method_that_the_service_does_not_have_is_unimplemented()
    {
        await using var server = await EchoServer.StartAsync();

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ForgetAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.Unimplemented, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_blocking_call_returns_the_response()
    {
        await using var server = await EchoServer.StartAsync();

        var response = server.Client.Say(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal("ciao", response.Text);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Nobody_at_the_address_is_unavailable()
    {
        var server = await EchoServer.StartAsync();
        using var channel = global::Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);
        await server.DisposeAsync();

        var failed = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Echo.EchoClient(channel).SayAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.Unavailable, failed.StatusCode);
    }
}
