using BoxBox.Protos.Maestro;

namespace BoxBox.Maestro.Greeting;

internal sealed class MaestroGrpcService : MaestroService.MaestroServiceBase
{
    public override Task<HelloReply> SayHello(HelloRequest request, ServerCallContext context) =>
        Task.FromResult(new HelloReply { Message = $"Hello {request.Name}" });
}
