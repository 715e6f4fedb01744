namespace BoxBox.Maestro.Dough;

internal interface IDoughMaker
{
    /// <exception cref="ColleagueAwayException">He sleeps, is too busy, or cannot be reached.</exception>
    /// <exception cref="RefusedException">He does not make this dough.</exception>
    Task MakeDoughAsync(Order order, CancellationToken cancellationToken);
}
