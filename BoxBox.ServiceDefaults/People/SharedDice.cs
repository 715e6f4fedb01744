namespace BoxBox.ServiceDefaults.People;

/// <summary>A seeded <see cref="Random"/> that several threads may share; the framework's own seeded one must not be.</summary>
/// <remarks>Overrides every method whose base draws without asking <see cref="Sample"/>.</remarks>
internal sealed class SharedDice(int seed) : Random(seed)
{
    private readonly Lock gate = new();

    public override int Next()
    {
        lock (gate)
            return base.Next();
    }

    public override int Next(int maxValue)
    {
        lock (gate)
            return base.Next(maxValue);
    }

    public override int Next(int minValue, int maxValue)
    {
        lock (gate)
            return base.Next(minValue, maxValue);
    }

    public override long NextInt64()
    {
        lock (gate)
            return base.NextInt64();
    }

    public override long NextInt64(long maxValue)
    {
        lock (gate)
            return base.NextInt64(maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        lock (gate)
            return base.NextInt64(minValue, maxValue);
    }

    public override double NextDouble()
    {
        lock (gate)
            return base.NextDouble();
    }

    public override float NextSingle()
    {
        lock (gate)
            return base.NextSingle();
    }

    public override void NextBytes(byte[] buffer)
    {
        lock (gate)
            base.NextBytes(buffer);
    }

    public override void NextBytes(Span<byte> buffer)
    {
        lock (gate)
            base.NextBytes(buffer);
    }

    protected override double Sample()
    {
        lock (gate)
            return base.Sample();
    }
}
