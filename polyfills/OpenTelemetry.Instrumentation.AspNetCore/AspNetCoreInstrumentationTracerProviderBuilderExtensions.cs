using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace OpenTelemetry.Trace;

/// <summary>Spans of incoming HTTP requests.</summary>
public static class AspNetCoreInstrumentationTracerProviderBuilderExtensions
{
    /// <summary>Collects the framework's spans of requests, named and tagged by OpenTelemetry's HTTP conventions.</summary>
    public static TracerProviderBuilder AddAspNetCoreInstrumentation(this TracerProviderBuilder builder) => AddAspNetCoreInstrumentation(builder, null, null);

    /// <inheritdoc cref="AddAspNetCoreInstrumentation(TracerProviderBuilder)" />
    public static TracerProviderBuilder AddAspNetCoreInstrumentation(
        this TracerProviderBuilder builder, Action<AspNetCoreTraceInstrumentationOptions>? configureAspNetCoreTraceInstrumentationOptions) =>
        AddAspNetCoreInstrumentation(builder, null, configureAspNetCoreTraceInstrumentationOptions);

    /// <summary>The same, with options that are configured under a name.</summary>
    public static TracerProviderBuilder AddAspNetCoreInstrumentation(
        this TracerProviderBuilder builder, string? name, Action<AspNetCoreTraceInstrumentationOptions>? configureAspNetCoreTraceInstrumentationOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        name ??= Options.DefaultName;
        if (configureAspNetCoreTraceInstrumentationOptions is { } configure)
            builder.ConfigureServices(services => services.Configure(name, configure));
        return builder
            .AddSource("Microsoft.AspNetCore")
            .AddInstrumentation(sp => new AspNetCoreListener(sp.GetRequiredService<IOptionsMonitor<AspNetCoreTraceInstrumentationOptions>>().Get(name)));
    }
}
