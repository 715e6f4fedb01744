namespace BoxBox.Orders.Work;

/// <summary>How long a worker works on.</summary>
/// <param name="Ending">The service was told to stop: finish what is in hand, begin nothing new, end every break.</param>
/// <param name="Over">Let go of what is in hand, too.</param>
public readonly record struct Shift(CancellationToken Ending, CancellationToken Over);
