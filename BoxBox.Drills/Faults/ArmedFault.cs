namespace BoxBox.Drills.Faults;

/// <summary>A fault, and how often its place has been passed since it was set.</summary>
internal sealed class ArmedFault(Fault fault)
{
    private int seen;

    public Fault Fault => fault;

    public int Seen => Volatile.Read(ref seen);

    /// <summary>How often it has happened.</summary>
    public int Happened => Math.Clamp(Seen - fault.Time + 1, 0, fault.Times);

    /// <summary>Its place is passed now.</summary>
    /// <returns>Whether it happens.</returns>
    public bool Pass()
    {
        // As long, since Time and Times may both be the largest number.
        long time = Interlocked.Increment(ref seen);
        return time >= fault.Time && time < (long)fault.Time + fault.Times;
    }
}
