using BoxBox.Protos.Fornaio;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace BoxBox.Tests.Fixtures.Maestro;

internal sealed class FakeFornaio() : FakeColleague<BakeRequest>(app => app.MapGrpcService<Service>())
{
    public static async Task<FakeFornaio> StartAsync(Func<BakeRequest, CancellationToken, Task>? answer = null)
    {
        var fornaio = new FakeFornaio();
        fornaio.Answer = answer ?? fornaio.Answer;
        await fornaio.OpenAsync();
        return fornaio;
    }

    private sealed class Service(FakeFornaio fornaio) : FornaioService.FornaioServiceBase
    {
        public override async Task<BakeResponse> Bake(BakeRequest request, ServerCallContext context)
        {
            await fornaio.TakeAsync(request, context);
            return new BakeResponse { Content = "pizza" };
        }
    }
}
