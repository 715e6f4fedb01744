using OpenTelemetry.Instrumentation.Runtime;

namespace OpenTelemetry.Metrics;

/// <summary>Metrics of the .NET runtime, which publishes them itself since .NET 9.</summary>
public static class MeterProviderBuilderExtensions
{
    /// <summary>Collects the runtime's meter <c>System.Runtime</c>: garbage collection, thread pool, locks, exceptions.</summary>
    public static MeterProviderBuilder AddRuntimeInstrumentation(this MeterProviderBuilder builder) => AddRuntimeInstrumentation(builder, null);

    /// <inheritdoc cref="AddRuntimeInstrumentation(MeterProviderBuilder)" />
    public static MeterProviderBuilder AddRuntimeInstrumentation(this MeterProviderBuilder builder, Action<RuntimeInstrumentationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        configure?.Invoke(new RuntimeInstrumentationOptions());
        return builder.AddMeter("System.Runtime");
    }
}
