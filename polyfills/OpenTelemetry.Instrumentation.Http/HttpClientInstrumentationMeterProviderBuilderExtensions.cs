namespace OpenTelemetry.Metrics;

/// <summary>Metrics of outgoing HTTP requests, which the framework publishes itself.</summary>
public static class HttpClientInstrumentationMeterProviderBuilderExtensions
{
    /// <summary>Collects the framework's meters of HTTP clients and name resolution.</summary>
    public static MeterProviderBuilder AddHttpClientInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter("System.Net.Http", "System.Net.NameResolution");
    }
}
