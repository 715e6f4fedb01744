using BoxBox.Protos.Fornaio;
using PizzaSize = BoxBox.Orders.PizzaSize;

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

    internal static BakeRequest RequestFor(Order order) => new()
    {
        OrderId = order.OrderId.ToString(),
        Size = order.Size switch
        {
            PizzaSize.Small => Protos.Fornaio.PizzaSize.Small,
            PizzaSize.Medium => Protos.Fornaio.PizzaSize.Medium,
            PizzaSize.Large => Protos.Fornaio.PizzaSize.Large,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Size, "Not a size."),
        },
        Toppings = { order.Toppings },
    };
}
