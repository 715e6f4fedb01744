using BoxBox.Protos.Fornaio;

namespace BoxBox.Maestro.Colleagues;

internal interface IOven
{
    /// <exception cref="ColleagueAwayException">The oven is full and many wait, or the Fornaio cannot be reached.</exception>
    /// <exception cref="RefusedException">He does not bake this pizza.</exception>
    Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken);
}

internal enum Baked
{
    Well,

    /// <summary>It takes new dough to try again.</summary>
    Burnt,
}

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

/// <summary>Where nobody said where the Fornaio is: the dough goes to the delivery as it is.</summary>
internal sealed class NoOven : IOven
{
    public Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken) => Task.FromResult(Baked.Well);
}
