using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory.Internal;

/// <summary>One channel a client name, on the HTTP client factory's handler of that name; it lives as long as the application.</summary>
internal sealed class ChannelCache(
    IServiceScopeFactory scopes,
    ILoggerFactory loggers,
    IOptionsMonitor<GrpcClientFactoryOptions> clientOptions,
    IOptionsMonitor<HttpClientFactoryOptions> httpOptions,
    IHttpMessageHandlerFactory handlers) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Entry>> _channels = new();

    public CallInvoker GetInvoker(string name) => _channels.GetOrAdd(name, key => new Lazy<Entry>(() => Create(key))).Value.Invoker;

    public void Dispose()
    {
        foreach (var entry in _channels.Values.Where(entry => entry.IsValueCreated))
        {
            entry.Value.Channel.Dispose();
            entry.Value.Scope.Dispose();
        }
    }

    private Entry Create(string name)
    {
        var scope = scopes.CreateScope();
        try
        {
            var options = clientOptions.Get(name);
            var channelOptions = new GrpcChannelOptions
            {
                HttpHandler = handlers.CreateHandler(name),
                LoggerFactory = loggers,
                ServiceProvider = scope.ServiceProvider,
            };
            foreach (var action in options.ChannelOptionsActions)
                action(channelOptions);

            var channel = GrpcChannel.ForAddress(ApplyHttpClientActions(name, options), channelOptions);
            return new Entry(channel, channel.CreateCallInvoker().Intercept(options, InterceptorScope.Channel, scope.ServiceProvider), scope);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>Of what ConfigureHttpClient sets, the base address and the default headers count; the rest has no meaning for a channel.</summary>
    private Uri ApplyHttpClientActions(string name, GrpcClientFactoryOptions options)
    {
        using var probe = new HttpClient();
        foreach (var action in httpOptions.Get(name).HttpClientActions)
            action(probe);

        var defaults = probe.DefaultRequestHeaders.SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value)).ToArray();
        if (defaults.Length > 0)
            options.CallOptionsActions.Add(context => context.CallOptions = AddDefaults(context.CallOptions, defaults));

        return options.Address ?? probe.BaseAddress ?? throw new InvalidOperationException(
            $"The gRPC client '{name}' has no address: set it where the client is added, AddGrpcClient<T>(o => o.Address = ...).");
    }

    private static CallOptions AddDefaults(CallOptions options, KeyValuePair<string, string>[] defaults)
    {
        var headers = options.Headers ?? [];
        foreach (var values in defaults.GroupBy(header => header.Key, header => header.Value).Where(values => headers.Get(values.Key) is null))
        {
            foreach (var value in values)
                headers.Add(values.Key, value);
        }

        return options.WithHeaders(headers);
    }

    private sealed record Entry(GrpcChannel Channel, CallInvoker Invoker, IServiceScope Scope);
}
