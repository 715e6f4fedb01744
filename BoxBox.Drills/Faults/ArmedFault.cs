namespace BoxBox.Drills.Faults;

/// <summary>A fault that was set: how often its place has been passed since, how often it happened, and whether it is over.</summary>
internal sealed class ArmedFault : IDisposable
{
    private readonly Lock gate = new();
    private readonly ITimer? end;
    private readonly Action<ArmedFault> whenOver;

    /// <param name="fault">What is to happen.</param>
    /// <param name="time">Ends it, where it is for some time only.</param>
    /// <param name="whenOver">Called once, when it has ended by itself.</param>
    public ArmedFault(Fault fault, TimeProvider time, Action<ArmedFault> whenOver)
    {
        (Fault, this.whenOver) = (fault, whenOver);
        if (fault.ForSeconds is not { } seconds)
            return;
        EndsAt = time.GetUtcNow().AddSeconds(seconds);
        end = time.CreateTimer(_ => End(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    public Fault Fault { get; }

    public DateTimeOffset? EndsAt { get; }

    public int Seen { get; private set; }

    public int Happened { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>Its place is passed now.</summary>
    /// <returns>The how many-eth time it is, where it happens now; else 0.</returns>
    public int Pass(Func<double> draw)
    {
        int happens;
        lock (gate)
        {
            if (IsOver)
                return 0;
            Seen++;
            if (Seen < Fault.Time || (Fault.Percent < 100 && draw() * 100 >= Fault.Percent))
                return 0;
            Happened++;
            happens = Seen;
            IsOver = Happened >= Fault.Limit;
        }

        if (IsOver)
            whenOver(this);
        return happens;
    }

    public void Dispose() => end?.Dispose();

    private void End()
    {
        lock (gate)
        {
            if (IsOver)
                return;
            IsOver = true;
        }

        whenOver(this);
    }
}
