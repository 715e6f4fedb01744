using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// The OpenTelemetry SDK's standard variables, as Aspire sets them. A process is told where to send only when a receiver is configured
/// (ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL, or …_HTTP_ENDPOINT_URL for http/protobuf): exporting to nobody would only cost.
/// </summary>
internal static class OtlpEnvironment
{
    private const string DelayInMilliseconds = "1000";

    public static void Set(EnvironmentCallbackContext context, OtlpProtocol? required, IConfiguration configuration, IHostEnvironment environment)
    {
        var variables = context.EnvironmentVariables;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={InstanceTemplate.InstanceId}";
        variables["OTEL_SERVICE_NAME"] = InstanceTemplate.ServiceName;
        if (Receiver(configuration, required) is not var (url, protocol))
        {
            return;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = new HostUrl(url);
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        if (configuration["AppHost:OtlpApiKey"] is { } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }

        if (environment.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = DelayInMilliseconds;
            variables["OTEL_BSP_SCHEDULE_DELAY"] = DelayInMilliseconds;
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = DelayInMilliseconds;
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    }

    private static (string Url, string Protocol)? Receiver(IConfiguration configuration, OtlpProtocol? required)
    {
        var grpc = Setting("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL") ?? Setting("DOTNET_DASHBOARD_OTLP_ENDPOINT_URL");
        var http = Setting("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL") ?? Setting("DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL");
        return required switch
        {
            OtlpProtocol.Grpc when grpc is not null => (grpc, "grpc"),
            OtlpProtocol.HttpProtobuf when http is not null => (http, "http/protobuf"),
            OtlpProtocol.HttpJson when http is not null => (http, "http/json"),
            null when grpc is not null => (grpc, "grpc"),
            null when http is not null => (http, "http/protobuf"),
            _ => null,
        };

        string? Setting(string key) => configuration[key] is { Length: > 0 } value ? value : null;
    }
}
