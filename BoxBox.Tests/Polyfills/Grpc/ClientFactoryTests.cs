using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Clients from the services, on the HTTP client factory's handlers.</summary>
public sealed class ClientFactoryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_client_comes_from_the_services()
    {
        await using var server = await EchoServer.StartAsync();
        await using var services = Services(s => s.AddGrpcClient<Echo.EchoClient>(options => options.Address = server.Address));

        var response = await services.GetRequiredService<Echo.EchoClient>().SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal("ciao", response.Text);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_handler_resolves_the_logical_address()
    {
        await using var server = await EchoServer.StartAsync();
        await using var services = Services(s => s
            .AddGrpcClient<Echo.EchoClient>(options => options.Address = new Uri("http://panettiere"))
            .AddHttpMessageHandler(() => new AddressHandler("panettiere", server.Address)));

        var response = await services.GetRequiredService<Echo.EchoClient>().SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal("ciao", response.Text);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task The_channel_is_configured_where_the_client_is_added()
    {
        await using var server = await EchoServer.StartAsync();
        await using var services = Services(s => s
            .AddGrpcClient<Echo.EchoClient>(options => options.Address = server.Address)
            .ConfigureChannel(channel => channel.MaxReceiveMessageSize = 10));

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await services.GetRequiredService<Echo.EchoClient>()
            .SayAsync(new EchoRequest { Padding = 100 }, deadline: Deadlines.Generous, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.ResourceExhausted, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Interceptors_see_calls_in_their_order()
    {
        await using var server = await EchoServer.StartAsync();
        var steps = new Steps();
        await using var services = Services(s => s
            .AddGrpcClient<Echo.EchoClient>(options => options.Address = server.Address)
            .AddInterceptor(InterceptorScope.Client, () => new StepInterceptor(steps, "client"))
            .AddInterceptor(() => new StepInterceptor(steps, "channel one"))
            .AddInterceptor(() => new StepInterceptor(steps, "channel two")));

        await services.GetRequiredService<Echo.EchoClient>().SayAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal(["client", "channel one", "channel two"], steps.All);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_named_client_comes_from_the_factory()
    {
        await using var server = await EchoServer.StartAsync();
        await using var services = Services(s => s.AddGrpcClient<Echo.EchoClient>("night", options => options.Address = server.Address));

        var client = services.GetRequiredService<GrpcClientFactory>().CreateClient<Echo.EchoClient>("night");
        var response = await client.SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Cancelled);

        Assert.Equal("ciao", response.Text);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_client_without_an_address_is_refused()
    {
        await using var services = Services(s => s.AddGrpcClient<Echo.EchoClient>());

        Assert.Throws<InvalidOperationException>(services.GetRequiredService<Echo.EchoClient>);
    }

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        add(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Stands for service discovery: a handler that turns a name into an address.</summary>
    private sealed class AddressHandler(string name, Uri address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal(name, request.RequestUri!.Host);
            request.RequestUri = new Uri(address, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class StepInterceptor(Steps steps, string name) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            steps.Add(name);
            return continuation(request, context);
        }
    }
}
