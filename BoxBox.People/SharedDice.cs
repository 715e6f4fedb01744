namespace BoxBox.People;

/// <summary>A seeded <see cref="Random"/> that several threads may share. All draws of a derived <see cref="Random"/> come from these four.</summary>
internal sealed class SharedDice(int seed) : Random(seed)
{
    private readonly Lock _gate = new();

    public override int Next()
    {
        lock (_gate) return base.Next();
    }

    public override void NextBytes(byte[] buffer)
    {
        lock (_gate) base.NextBytes(buffer);
    }

    public override void NextBytes(Span<byte> buffer)
    {
        lock (_gate) base.NextBytes(buffer);
    }

    protected override double Sample()
    {
        lock (_gate) return base.Sample();
    }
}
