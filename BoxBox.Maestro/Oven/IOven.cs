using BoxBox.Maestro.Colleagues;
using BoxBox.Orders;
using BoxBox.Orders.Work;

namespace BoxBox.Maestro.Oven;

/// <summary>Where the dough becomes a pizza.</summary>
internal interface IOven
{
    /// <exception cref="ColleagueAwayException">The oven is full and many wait, or the Fornaio cannot be reached.</exception>
    /// <exception cref="RefusedException">He does not bake this pizza.</exception>
    Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken);
}
