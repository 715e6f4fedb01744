using Grpc.Core;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

internal sealed class MetricsGrpc(OtlpReceiver receiver, OtlpApiKey key) : MetricsService.MetricsServiceBase
{
    public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context) =>
        Task.FromResult(OtlpGrpc.Answer(context, key, () => receiver.Receive(request)));
}
