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
    /// <returns>The how many-eth time it is, where it happens now; else 0.</returns>
    public int Pass()
    {
        var time = Interlocked.Increment(ref seen);
        // As long, since Time and Times may both be the largest number.
        return time >= fault.Time && time < (long)fault.Time + fault.Times ? time : 0;
    }
}
