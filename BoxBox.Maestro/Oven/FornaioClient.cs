using BoxBox.Maestro.Colleagues;
using BoxBox.Orders;
using BoxBox.Protos.Fornaio;
using Grpc.Core;

namespace BoxBox.Maestro.Oven;

/// <summary>Has the Fornaio bake.</summary>
internal sealed class FornaioClient([FromKeyedServices(FornaioClient.Colleague)] Colleague fornaio, FornaioService.FornaioServiceClient grpc) : IOven
{
    public const string Colleague = "Fornaio";

    public Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken) =>
        fornaio.AskAsync("bake pizza", order.OrderId, call => BakeAsync(order, call), cancellationToken);

    private async Task<Baked> BakeAsync(Order order, CallOptions call)
    {
        try
        {
            await grpc.BakeAsync(BakeRequests.For(order), call);
            return Baked.Well;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Aborted)
        {
            return Baked.Burnt;
        }
    }
}
