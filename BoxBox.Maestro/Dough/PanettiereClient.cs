using BoxBox.Protos.Panettiere;
using PizzaSize = BoxBox.Orders.PizzaSize;

namespace BoxBox.Maestro.Dough;

internal sealed class PanettiereClient([FromKeyedServices(PanettiereClient.Colleague)] Colleague panettiere, PanettiereService.PanettiereServiceClient grpc) : IDoughMaker
{
    public const string Colleague = "Panettiere";

    public Task MakeDoughAsync(Order order, CancellationToken cancellationToken) =>
        panettiere.AskAsync("get dough", order.OrderId, async call => await grpc.MakeDoughAsync(RequestFor(order), call), cancellationToken);

    internal static DoughRequest RequestFor(Order order) => new()
    {
        OrderId = order.OrderId.ToString(),
        Border = order.Border switch
        {
            Border.None => BorderKind.NoBorder,
            Border.CreamCheese => BorderKind.CreamCheese,
            Border.Cheddar => BorderKind.Cheddar,
            Border.Chocolate => BorderKind.Chocolate,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Border, "Not a border."),
        },
        Size = order.Size switch
        {
            PizzaSize.Small => Protos.Panettiere.PizzaSize.Small,
            PizzaSize.Medium => Protos.Panettiere.PizzaSize.Medium,
            PizzaSize.Large => Protos.Panettiere.PizzaSize.Large,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Size, "Not a size."),
        },
    };
}
