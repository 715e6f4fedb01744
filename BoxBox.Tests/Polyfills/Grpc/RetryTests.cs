using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>The retry policy of the service config (gRFC A6).</summary>
public sealed class RetryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_retryable_failure_is_tried_again_and_the_server_is_told()
    {
        await using var server = await FlakyServer.StartAsync(Failure(StatusCode.Unavailable), Failure(StatusCode.Unavailable), Success());

        var response = await server.CreateClient(Config()).SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal("ciao", response.Text);
        Assert.Equal(["", "1", "2"], server.PreviousAttempts);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Attempts_end_with_the_last_failure()
    {
        await using var server = await FlakyServer.StartAsync(Enumerable.Repeat(Failure(StatusCode.Unavailable), 10).ToArray());

        var failed = await FailAsync(server.CreateClient(Config(maxAttempts: 4)));

        Assert.Equal(StatusCode.Unavailable, failed.StatusCode);
        Assert.Equal(4, server.PreviousAttempts.Length);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_channel_caps_the_attempts_at_five()
    {
        await using var server = await FlakyServer.StartAsync(Enumerable.Repeat(Failure(StatusCode.Unavailable), 10).ToArray());

        await FailAsync(server.CreateClient(Config(maxAttempts: 9)));

        Assert.Equal(5, server.PreviousAttempts.Length);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Another_failure_is_final()
    {
        await using var server = await FlakyServer.StartAsync(Failure(StatusCode.InvalidArgument), Success());

        var failed = await FailAsync(server.CreateClient(Config()));

        Assert.Equal(StatusCode.InvalidArgument, failed.StatusCode);
        Assert.Single(server.PreviousAttempts);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_failure_after_the_headers_is_final()
    {
        await using var server = await FlakyServer.StartAsync(new FlakyStep(StatusCode.Unavailable, HeadersFirst: true), Success());

        var failed = await FailAsync(server.CreateClient(Config()));

        Assert.Equal(StatusCode.Unavailable, failed.StatusCode);
        Assert.Single(server.PreviousAttempts);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_server_that_names_a_time_is_obeyed_whatever_its_status()
    {
        await using var server = await FlakyServer.StartAsync(new FlakyStep(StatusCode.Internal, Pushback: "1"), Success());

        var response = await server.CreateClient(Config()).SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal("ciao", response.Text);
        Assert.Equal(2, server.PreviousAttempts.Length);
    }

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData("-1")]
    [InlineData("later")]
    public async Task A_server_that_wants_no_retry_gets_none(string pushback)
    {
        await using var server = await FlakyServer.StartAsync(new FlakyStep(StatusCode.Unavailable, Pushback: pushback), Success());

        await FailAsync(server.CreateClient(Config()));

        Assert.Single(server.PreviousAttempts);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_deadline_ends_the_waiting_for_the_next_attempt()
    {
        await using var server = await FlakyServer.StartAsync(new FlakyStep(StatusCode.Unavailable, Pushback: "3600000"), Success());

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await server.CreateClient(Config())
            .SayAsync(new EchoRequest(), deadline: Deadlines.In(TimeSpan.FromSeconds(3)), cancellationToken: Cancelled));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
        Assert.Single(server.PreviousAttempts);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Retries_stop_while_most_calls_fail()
    {
        await using var server = await FlakyServer.StartAsync(Enumerable.Repeat(Failure(StatusCode.Unavailable), 20).ToArray());
        var config = Config();
        config.RetryThrottling = new RetryThrottlingPolicy { MaxTokens = 4, TokenRatio = 0.1 };
        var client = server.CreateClient(config);

        await FailAsync(client);
        await FailAsync(client);

        // Two failures leave 2 of 4 tokens: the second attempt of the first call was the last retry.
        Assert.Equal(3, server.PreviousAttempts.Length);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_policy_of_one_method_holds_for_no_other()
    {
        await using var server = await FlakyServer.StartAsync(Failure(StatusCode.Unavailable), Success());

        await FailAsync(server.CreateClient(Config(name: new MethodName { Service = "boxbox.tests.echo.Echo", Method = "Repeat" })));

        Assert.Single(server.PreviousAttempts);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_streamed_request_is_sent_again_from_its_start()
    {
        await using var server = await FlakyServer.StartAsync(Failure(StatusCode.Unavailable), Success());

        using var call = server.CreateClient(Config()).Collect(deadline: Deadlines.Generous, cancellationToken: Cancelled);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "uno" }, Cancelled);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "due" }, Cancelled);
        await call.RequestStream.CompleteAsync();

        Assert.Equal("uno,due", (await call).Text);
        Assert.Equal(2, server.PreviousAttempts.Length);
    }

    [Theory]
    [InlineData(1, 1.0, 1.0)]
    [InlineData(2, 0.0, 1.0)]
    [InlineData(2, 1.0, 0.0)]
    public void A_policy_out_of_its_range_is_refused(int maxAttempts, double backoffSeconds, double multiplier)
    {
        var policy = new RetryPolicy
        {
            MaxAttempts = maxAttempts,
            InitialBackoff = TimeSpan.FromSeconds(backoffSeconds),
            MaxBackoff = TimeSpan.FromSeconds(backoffSeconds),
            BackoffMultiplier = multiplier,
            RetryableStatusCodes = { StatusCode.Unavailable },
        };
        var config = new ServiceConfig { MethodConfigs = { new MethodConfig { Names = { MethodName.Default }, RetryPolicy = policy } } };

        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { ServiceConfig = config }).CreateCallInvoker()
            .BlockingUnaryCall(new Method<string, string>(MethodType.Unary, "s", "m", Marshallers.StringMarshaller, Marshallers.StringMarshaller), null, new CallOptions(deadline: DateTime.MinValue), ""));
    }

    private static FlakyStep Failure(StatusCode code) => new(code);

    private static FlakyStep Success() => new(StatusCode.OK);

    private static ServiceConfig Config(int maxAttempts = 3, MethodName? name = null) => new()
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { name ?? MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = maxAttempts,
                    InitialBackoff = TimeSpan.FromMilliseconds(1),
                    MaxBackoff = TimeSpan.FromMilliseconds(5),
                    BackoffMultiplier = 1.5,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            },
        },
    };

    private static Task<RpcException> FailAsync(Echo.EchoClient client) =>
        Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled));
}
