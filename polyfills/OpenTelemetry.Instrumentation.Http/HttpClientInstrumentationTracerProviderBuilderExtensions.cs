using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.Http;

namespace OpenTelemetry.Trace;

/// <summary>Spans of outgoing HTTP requests.</summary>
public static class HttpClientInstrumentationTracerProviderBuilderExtensions
{
    /// <summary>Collects the spans that the framework's <c>System.Net.Http</c> source makes and tags.</summary>
    public static TracerProviderBuilder AddHttpClientInstrumentation(this TracerProviderBuilder builder) => AddHttpClientInstrumentation(builder, null, null);

    /// <inheritdoc cref="AddHttpClientInstrumentation(TracerProviderBuilder)" />
    public static TracerProviderBuilder AddHttpClientInstrumentation(
        this TracerProviderBuilder builder, Action<HttpClientTraceInstrumentationOptions>? configureHttpClientTraceInstrumentationOptions) =>
        AddHttpClientInstrumentation(builder, null, configureHttpClientTraceInstrumentationOptions);

    /// <summary>The same, with options that are configured under a name.</summary>
    public static TracerProviderBuilder AddHttpClientInstrumentation(
        this TracerProviderBuilder builder, string? name, Action<HttpClientTraceInstrumentationOptions>? configureHttpClientTraceInstrumentationOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        name ??= Options.DefaultName;
        if (configureHttpClientTraceInstrumentationOptions is { } configure)
            builder.ConfigureServices(services => services.Configure(name, configure));
        return builder
            .AddSource("System.Net.Http")
            .AddInstrumentation(sp => new HttpClientListener(sp.GetRequiredService<IOptionsMonitor<HttpClientTraceInstrumentationOptions>>().Get(name)));
    }
}
