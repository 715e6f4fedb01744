namespace BoxBox.Maestro.Oven;

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

/// <summary>Where nobody said where the Fornaio is: the dough goes to the delivery as it is.</summary>
internal sealed class NoOven : IOven
{
    public Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken) => Task.FromResult(Baked.Well);
}
