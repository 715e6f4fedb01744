using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>What a client sees of exceptions, and what interceptors do on the way.</summary>
public sealed class ServerErrorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task An_exception_is_unknown_and_keeps_its_message_to_itself()
    {
        await using var server = await EchoServer.StartAsync(options => options.Interceptors.Add<FailingInterceptor>("the secret"));

        var failed = await FailAsync(server);

        Assert.Equal(StatusCode.Unknown, failed.StatusCode);
        Assert.DoesNotContain("the secret", failed.Status.Detail, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task An_exception_tells_its_message_where_errors_are_detailed()
    {
        await using var server = await EchoServer.StartAsync(options =>
        {
            options.EnableDetailedErrors = true;
            options.Interceptors.Add<FailingInterceptor>("the flour is wet");
        });

        var failed = await FailAsync(server);

        Assert.Equal(StatusCode.Unknown, failed.StatusCode);
        Assert.Contains("the flour is wet", failed.Status.Detail, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Interceptors_run_in_their_order_the_services_own_last()
    {
        var steps = new Steps();
        await using var server = await EchoServer.StartAsync(
            options =>
            {
                options.Interceptors.Add<NamedInterceptor>("first");
                options.Interceptors.Add<NamedInterceptor>("second");
            },
            services =>
            {
                services.AddSingleton(steps);
                services.AddGrpc().AddServiceOptions<EchoService>(options => options.Interceptors.Add<NamedInterceptor>("own"));
            });

        await server.Client.SayAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal(["first", "second", "own", "own done", "second done", "first done"], steps.All);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Interceptors_see_every_kind_of_call()
    {
        var steps = new Steps();
        await using var server = await EchoServer.StartAsync(options => options.Interceptors.Add<NamedInterceptor>("x"), services => services.AddSingleton(steps));

        using var repeat = server.Client.Repeat(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);
        await repeat.ResponseStream.MoveNext(Cancelled);
        using var collect = server.Client.Collect(deadline: Deadlines.Generous, cancellationToken: Cancelled);
        await collect.RequestStream.CompleteAsync();
        await collect;
        using var chat = server.Client.Chat(deadline: Deadlines.Generous, cancellationToken: Cancelled);
        await chat.RequestStream.CompleteAsync();
        await chat.ResponseStream.MoveNext(Cancelled);

        Assert.Equal(["repeat", "collect", "chat"], steps.All);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_trailer_that_http_cannot_carry_fails_the_call()
    {
        await using var server = await EchoServer.StartAsync(options => options.Interceptors.Add<BadTrailerInterceptor>());

        var failed = await FailAsync(server);

        Assert.NotEqual(StatusCode.OK, failed.StatusCode);
    }

    private static Task<RpcException> FailAsync(EchoServer server) =>
        Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled));

    private sealed class FailingInterceptor(string message) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) => throw new InvalidOperationException(message);
    }

    private sealed class BadTrailerInterceptor : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.ResponseTrailers.Add("x-bad", "line\r\nbreak");
            return continuation(request, context);
        }
    }

    private sealed class NamedInterceptor(Steps steps, string name) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            steps.Add(name);
            var response = await continuation(request, context);
            steps.Add($"{name} done");
            return response;
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            steps.Add("repeat");
            return continuation(request, responseStream, context);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            steps.Add("collect");
            return continuation(requestStream, context);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            steps.Add("chat");
            return continuation(requestStream, responseStream, context);
        }
    }
}
