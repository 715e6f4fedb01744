namespace BoxBox.Maestro.Oven;

/// <summary>Where the dough becomes a pizza.</summary>
internal interface IOven
{
    /// <exception cref="ColleagueAwayException">The oven is full and many wait, or the Fornaio cannot be reached.</exception>
    /// <exception cref="RefusedException">He does not bake this pizza.</exception>
    Task<Baked> BakeAsync(Order order, CancellationToken cancellationToken);
}

/// <summary>How a pizza came out of the oven.</summary>
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
