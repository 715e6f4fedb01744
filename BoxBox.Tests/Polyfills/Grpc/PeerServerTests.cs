using BoxBox.Tests.Polyfills.Grpc.Wire;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Our client calls a server that is not ours.</summary>
public sealed class PeerServerTests(GrpcJsPeer peer) : IClassFixture<GrpcJsPeer>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_server_gets_metadata_and_returns_headers_and_trailers()
    {
        using var channel = GrpcChannel.ForAddress(peer.Address);
        byte[] bytes = [0, 1, 254, 255];
        var headers = new Metadata { { "x-text", "hello" }, { "x-data-bin", bytes } };

        using var call = new Echo.EchoClient(channel).SayAsync(new EchoRequest { Text = "ciao", Payload = ByteString.CopyFrom(4, 5, 6, 7) }, headers, Deadlines.Generous, Cancelled);
        var response = await call;

        Assert.Equal("ciao", response.Text);
        Assert.Equal("hello", response.SeenText);
        Assert.Equal(bytes, response.SeenBytes);
        Assert.Equal("head", (await call.ResponseHeadersAsync).GetValue("x-head"));
        Assert.Equal("tail", call.GetTrailers().GetValue("x-tail"));
        Assert.Equal([4, 5, 6, 7], call.GetTrailers().GetValueBytes("x-tail-bin"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_server_streams_in_all_directions()
    {
        using var channel = GrpcChannel.ForAddress(peer.Address);
        var client = new Echo.EchoClient(channel);

        using var repeat = client.Repeat(new EchoRequest { Text = "giro", Times = 50 }, deadline: Deadlines.Generous, cancellationToken: Cancelled);
        var repeated = await repeat.ResponseStream.ReadAllAsync(Cancelled).CountAsync(Cancelled);
        using var collect = client.Collect(deadline: Deadlines.Generous, cancellationToken: Cancelled);
        await collect.RequestStream.WriteAsync(new EchoRequest { Text = "uno" }, Cancelled);
        await collect.RequestStream.WriteAsync(new EchoRequest { Text = "due" }, Cancelled);
        await collect.RequestStream.CompleteAsync();
        using var chat = client.Chat(deadline: Deadlines.Generous, cancellationToken: Cancelled);
        await chat.RequestStream.WriteAsync(new EchoRequest { Text = "tre" }, Cancelled);

        Assert.Equal(50, repeated);
        Assert.Equal("uno,due", (await collect).Text);
        Assert.True(await chat.ResponseStream.MoveNext(Cancelled));
        Assert.Equal("tre", chat.ResponseStream.Current.Text);
        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext(Cancelled));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_servers_failure_tells_status_message_and_trailers()
    {
        using var channel = GrpcChannel.ForAddress(peer.Address);
        var request = new EchoRequest { Text = "niente più farina, 100 % — 🍕", FailWith = (int)StatusCode.FailedPrecondition, Payload = ByteString.CopyFrom(1, 2) };

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel).SayAsync(request, deadline: Deadlines.Generous, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.FailedPrecondition, failed.StatusCode);
        Assert.Equal(request.Text, failed.Status.Detail);
        Assert.Equal([1, 2], failed.Trailers.GetValueBytes("x-tail-bin"));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_server_that_hangs_runs_into_the_deadline()
    {
        using var channel = GrpcChannel.ForAddress(peer.Address);

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel)
            .SayAsync(new EchoRequest { Hang = true }, deadline: Deadlines.In(TimeSpan.FromMilliseconds(300)), cancellationToken: Cancelled));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_call_to_a_foreign_server_can_be_cancelled()
    {
        using var channel = GrpcChannel.ForAddress(peer.Address);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        using var call = new Echo.EchoClient(channel).Repeat(new EchoRequest { Times = 1, Hang = true }, deadline: Deadlines.Generous, cancellationToken: stop.Token);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        await stop.CancelAsync();

        var failed = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));
        Assert.Equal(StatusCode.Cancelled, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Long_messages_pass_up_to_the_limit_and_no_further()
    {
        using var channel = GrpcChannel.ForAddress(peer.Address);
        var client = new Echo.EchoClient(channel);
        var text = new string('x', 4_000_000);

        var passed = await client.SayAsync(new EchoRequest { Padding = 190_000, Text = text }, deadline: Deadlines.Generous, cancellationToken: Cancelled);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new EchoRequest { Padding = 200_000, Text = text }, deadline: Deadlines.Generous, cancellationToken: Cancelled));

        Assert.Equal(text, passed.Text);
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_foreign_server_understands_compressed_messages()
    {
        using var channel = GrpcChannel.ForAddress(peer.Address);
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };

        using var call = new Echo.EchoClient(channel).Chat(headers, Deadlines.Generous, Cancelled);
        foreach (var text in new[] { new string('a', 50_000), "due" })
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text }, Cancelled);
            Assert.True(await call.ResponseStream.MoveNext(Cancelled));
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task What_a_foreign_server_does_not_have_is_unimplemented()
    {
        using var channel = GrpcChannel.ForAddress(peer.Address);

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel).ForgetAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.Unimplemented, failed.StatusCode);
    }
}
