namespace BoxBox.Tests.Fixtures.People;

/// <summary>Draws what the test says: the given values in turn, the last one for ever.</summary>
public sealed class FixedDice(params double[] draws) : Random(0)
{
    private int _next;

    public override double NextDouble() => draws[Math.Min(Interlocked.Increment(ref _next) - 1, draws.Length - 1)];
}
