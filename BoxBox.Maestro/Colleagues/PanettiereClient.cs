using BoxBox.Protos.Panettiere;

namespace BoxBox.Maestro.Colleagues;

internal interface IDoughMaker
{
    /// <exception cref="ColleagueAwayException">He sleeps, is too busy, or cannot be reached.</exception>
    /// <exception cref="RefusedException">He does not make this dough.</exception>
    Task MakeDoughAsync(Order order, CancellationToken cancellationToken);
}

internal sealed class PanettiereClient([FromKeyedServices(PanettiereClient.Colleague)] Colleague panettiere, PanettiereService.PanettiereServiceClient grpc)
    : IDoughMaker
{
    public const string Colleague = "Panettiere";

    public Task MakeDoughAsync(Order order, CancellationToken cancellationToken) =>
        panettiere.AskAsync("get dough", order.OrderId, async call => await grpc.MakeDoughAsync(RequestFor(order), call), cancellationToken);

    /// <summary>Sizes and borders have the same numbers on both sides.</summary>
    internal static DoughRequest RequestFor(Order order) =>
        new() { OrderId = $"{order.OrderId}", Border = (BorderKind)order.Border, Size = (Protos.Panettiere.PizzaSize)order.Size };
}
