using Grpc.Core;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

internal sealed class LogsGrpc(OtlpReceiver receiver, OtlpApiKey key) : LogsService.LogsServiceBase
{
    public override Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context) =>
        Task.FromResult(OtlpGrpc.Answer(context, key, () => receiver.Receive(request)));
}
