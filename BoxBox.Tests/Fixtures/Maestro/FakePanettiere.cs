using BoxBox.Protos.Panettiere;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace BoxBox.Tests.Fixtures.Maestro;

internal sealed class FakePanettiere() : FakeColleague<DoughRequest>(app => app.MapGrpcService<Service>())
{
    public static async Task<FakePanettiere> StartAsync(Func<DoughRequest, CancellationToken, Task>? answer = null)
    {
        var panettiere = new FakePanettiere();
        panettiere.Answer = answer ?? panettiere.Answer;
        await panettiere.OpenAsync();
        return panettiere;
    }

    private sealed class Service(FakePanettiere panettiere) : PanettiereService.PanettiereServiceBase
    {
        public override async Task<DoughResponse> MakeDough(DoughRequest request, ServerCallContext context)
        {
            await panettiere.TakeAsync(request, context);
            return new DoughResponse { Content = "dough" };
        }
    }
}
