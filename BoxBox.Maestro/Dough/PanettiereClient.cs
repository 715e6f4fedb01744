using BoxBox.Maestro.Colleagues;
using BoxBox.Orders;
using BoxBox.Protos.Panettiere;

namespace BoxBox.Maestro.Dough;

/// <summary>Asks the Panettiere for dough.</summary>
internal sealed class PanettiereClient([FromKeyedServices(PanettiereClient.Colleague)] Colleague panettiere, PanettiereService.PanettiereServiceClient grpc) : IDoughMaker
{
    public const string Colleague = "Panettiere";

    public Task MakeDoughAsync(Order order, CancellationToken cancellationToken) =>
        panettiere.AskAsync("get dough", order.OrderId, async call => await grpc.MakeDoughAsync(DoughRequests.For(order), call), cancellationToken);
}
