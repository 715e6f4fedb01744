using System.Collections.Concurrent;
using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Echo behind an interceptor that fails as the script says, one step a call.</summary>
internal sealed class FlakyServer : IAsyncDisposable
{
    private readonly EchoServer _server;
    private readonly Script _script;

    private FlakyServer(EchoServer server, Script script)
    {
        _server = server;
        _script = script;
    }

    /// <summary>What each attempt said of those before it; empty where it said nothing.</summary>
    public string[] PreviousAttempts => [.. _script.PreviousAttempts];

    public static async Task<FlakyServer> StartAsync(params FlakyStep[] steps)
    {
        var script = new Script(new ConcurrentQueue<FlakyStep>(steps), []);
        var server = await EchoServer.StartAsync(options => options.Interceptors.Add<ScriptInterceptor>(), services => services.AddSingleton(script));
        return new FlakyServer(server, script);
    }

    public Echo.EchoClient CreateClient(ServiceConfig config) => _server.CreateClient(new GrpcChannelOptions { ServiceConfig = config });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed record Script(ConcurrentQueue<FlakyStep> Steps, ConcurrentQueue<string> PreviousAttempts);

    private sealed class ScriptInterceptor(Script script) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            await PlayAsync(context);
            return await continuation(request, context);
        }

        public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            await PlayAsync(context);
            return await continuation(requestStream, context);
        }

        private async Task PlayAsync(ServerCallContext context)
        {
            script.PreviousAttempts.Enqueue(context.RequestHeaders.GetValue("grpc-previous-rpc-attempts") ?? "");
            if (!script.Steps.TryDequeue(out var step) || step.Status == StatusCode.OK) return;

            if (step.HeadersFirst) await context.WriteResponseHeadersAsync([]);
            var trailers = new Metadata();
            if (step.Pushback is not null) trailers.Add("grpc-retry-pushback-ms", step.Pushback);
            throw new RpcException(new Status(step.Status, "as the script says"), trailers);
        }
    }
}
