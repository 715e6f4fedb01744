using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Resilience for HTTP clients.</summary>
public static class ResilienceHttpClientBuilderExtensions
{
    /// <summary>Total timeout, retry, circuit breaker and attempt timeout, with <see cref="HttpStandardResilienceOptions"/>' defaults.</summary>
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HttpStandardResilienceOptions>, HttpStandardResilienceOptionsValidator>());
        // The pipeline's timeouts decide; the client's own of 100 s would cut longer ones short.
        builder.ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
        var pipeline = Add(builder, "standard", (strategies, context) => AddStandard(strategies, context.GetOptions<HttpStandardResilienceOptions>(context.BuilderName)));
        builder.Services.AddOptions<HttpStandardResilienceOptions>(pipeline.PipelineName);
        return pipeline;
    }

    /// <inheritdoc cref="AddStandardResilienceHandler(IHttpClientBuilder)" />
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder, IConfigurationSection section) =>
        AddStandardResilienceHandler(builder).Configure(section);

    /// <inheritdoc cref="AddStandardResilienceHandler(IHttpClientBuilder)" />
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder, Action<HttpStandardResilienceOptions> configure) =>
        AddStandardResilienceHandler(builder).Configure(configure);

    /// <summary>A pipeline of one's own.</summary>
    public static IHttpResiliencePipelineBuilder AddResilienceHandler(
        this IHttpClientBuilder builder, string pipelineName, Action<ResiliencePipelineBuilder<HttpResponseMessage>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddResilienceHandler(builder, pipelineName, (strategies, _) => configure(strategies));
    }

    /// <inheritdoc cref="AddResilienceHandler(IHttpClientBuilder, string, Action{ResiliencePipelineBuilder{HttpResponseMessage}})" />
    public static IHttpResiliencePipelineBuilder AddResilienceHandler(
        this IHttpClientBuilder builder, string pipelineName, Action<ResiliencePipelineBuilder<HttpResponseMessage>, ResilienceHandlerContext> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(pipelineName);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(builder, pipelineName, configure);
    }

    private static HttpResiliencePipelineBuilder Add(
        IHttpClientBuilder builder, string pipelineName, Action<ResiliencePipelineBuilder<HttpResponseMessage>, ResilienceHandlerContext> configure)
    {
        var name = string.IsNullOrEmpty(builder.Name) ? pipelineName : $"{builder.Name}-{pipelineName}";
        builder.Services.TryAddSingleton<PipelineRegistry>();
        builder.AddHttpMessageHandler(services =>
            new ResilienceHandler(services.GetRequiredService<PipelineRegistry>().Get(name, () => Build(services, name, configure))));
        return new(name, builder.Services);
    }

    private static ResiliencePipeline<HttpResponseMessage> Build(
        IServiceProvider services, string name, Action<ResiliencePipelineBuilder<HttpResponseMessage>, ResilienceHandlerContext> configure)
    {
        var strategies = new ResiliencePipelineBuilder<HttpResponseMessage> { Name = name, TimeProvider = services.GetService<TimeProvider>() };
        configure(strategies, new ResilienceHandlerContext(services, name));
        return strategies.Build();
    }

    private static void AddStandard(ResiliencePipelineBuilder<HttpResponseMessage> strategies, HttpStandardResilienceOptions options) =>
        strategies
            .AddTimeout(options.TotalRequestTimeout)
            .AddRetry(options.Retry)
            .AddCircuitBreaker(options.CircuitBreaker)
            .AddTimeout(options.AttemptTimeout);
}
