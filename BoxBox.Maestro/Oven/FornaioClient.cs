using BoxBox.Protos.Fornaio;

namespace BoxBox.Maestro.Oven;

internal sealed class FornaioClient([FromKeyedServices(FornaioClient.Colleague)] Colleague fornaio, FornaioService.FornaioServiceClient grpc) : IOven
{
    public const string Colleague = "Fornaio";

    public Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken) => fornaio.AskAsync("bake pizza", order.OrderId, async call =>
    {
        try
        {
            await grpc.BakeAsync(RequestFor(order), call);
            return Baked.Well;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Aborted)
        {
            return Baked.Burnt;
        }
    }, cancellationToken);

    /// <summary>Sizes have the same numbers on both sides.</summary>
    internal static BakeRequest RequestFor(Order order) =>
        new() { OrderId = $"{order.OrderId}", Size = (Protos.Fornaio.PizzaSize)order.Size, Toppings = { order.Toppings } };
}
