using BoxBox.Protos.Panettiere;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace BoxBox.Tests.Fixtures.Maestro;

internal sealed class FakePanettiere() : FakeColleague<FakePanettiere, DoughRequest>(app => app.MapGrpcService<Service>())
{
    private sealed class Service(FakePanettiere panettiere) : PanettiereService.PanettiereServiceBase
    {
        public override async Task<DoughResponse> MakeDough(DoughRequest request, ServerCallContext context)
        {
            await panettiere.TakeAsync(request, context);
            return new DoughResponse { Content = "dough" };
        }
    }
}
