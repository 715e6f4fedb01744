using BoxBox.Protos.Fornaio;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace BoxBox.Tests.Fixtures.Maestro;

internal sealed class FakeFornaio() : FakeColleague<FakeFornaio, BakeRequest>(app => app.MapGrpcService<Service>())
{
    private sealed class Service(FakeFornaio fornaio) : FornaioService.FornaioServiceBase
    {
        public override async Task<BakeResponse> Bake(BakeRequest request, ServerCallContext context)
        {
            await fornaio.TakeAsync(request, context);
            return new BakeResponse { Content = "pizza" };
        }
    }
}
