using Grpc.Core;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

internal sealed class TraceGrpc(OtlpReceiver receiver, OtlpApiKey key) : TraceService.TraceServiceBase
{
    public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context) =>
        Task.FromResult(OtlpGrpc.Answer(context, key, () => receiver.Receive(request)));
}
