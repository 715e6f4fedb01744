using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.Core;
using Grpc.Net.Client;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Limits and compression of messages, with our client and our server.</summary>
public sealed class MessageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_server_refuses_a_message_beyond_its_limit()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = 1000);

        var failed = await FailAsync(server.Client, new EchoRequest { Text = new string('x', 1000) });

        Assert.Equal(StatusCode.ResourceExhausted, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_server_without_a_limit_takes_a_long_message()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = null);
        var client = server.CreateClient(new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var text = new string('x', 10_000_000);

        var response = await client.SayAsync(new EchoRequest { Text = text }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal(text.Length, response.Text.Length);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_server_does_not_send_a_message_beyond_its_limit()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxSendMessageSize = 1000);

        var failed = await FailAsync(server.Client, new EchoRequest { Padding = 1000 });

        Assert.Equal(StatusCode.ResourceExhausted, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_client_refuses_a_message_beyond_its_limit()
    {
        await using var server = await EchoServer.StartAsync();

        var unary = await FailAsync(server.CreateClient(new GrpcChannelOptions { MaxReceiveMessageSize = 1000 }), new EchoRequest { Padding = 1000 });
        using var call = server.CreateClient(new GrpcChannelOptions { MaxReceiveMessageSize = 1000 })
            .Repeat(new EchoRequest { Times = 2, Padding = 1000 }, deadline: Deadlines.Generous, cancellationToken: Cancelled);
        var stream = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));

        Assert.Equal(StatusCode.ResourceExhausted, unary.StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, stream.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_client_does_not_send_a_message_beyond_its_limit()
    {
        await using var server = await EchoServer.StartAsync();

        var failed = await FailAsync(server.CreateClient(new GrpcChannelOptions { MaxSendMessageSize = 1000 }), new EchoRequest { Text = new string('x', 1000) });

        Assert.Equal(StatusCode.ResourceExhausted, failed.StatusCode);
    }

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compressed_messages_arrive_as_they_were(string encoding)
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = encoding);
        var headers = new Metadata { { "grpc-internal-encoding-request", encoding } };
        var text = new string('x', 100_000);

        var response = await server.Client.SayAsync(new EchoRequest { Text = text, Padding = 50_000 }, headers, Deadlines.Generous, Cancelled);

        Assert.Equal(text, response.Text);
        Assert.Equal(encoding, response.SeenEncoding);
        Assert.Equal(50_000, response.Padding.Length);
    }

    private static Task<RpcException> FailAsync(Echo.EchoClient client, EchoRequest request) =>
        Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(request, deadline: Deadlines.Generous, cancellationToken: Cancelled));
}
