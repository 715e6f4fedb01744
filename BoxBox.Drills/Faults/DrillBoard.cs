namespace BoxBox.Drills.Faults;

/// <summary>What this process is told to do wrong, and the one place that does it.</summary>
/// <remarks>Not Polly's chaos strategies: they know a rate, but neither "the third time" nor "five times", which is what a lesson needs.</remarks>
internal sealed class DrillBoard : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<Fault> _configured;
    private readonly Action<string> _crash;
    private readonly Random _dice;
    private readonly TimeProvider _time;
    private readonly CrewMember? _crew;
    private readonly ILogger<DrillBoard> _logger;
    private volatile IReadOnlyList<ArmedFault> _faults = [];

    /// <summary>A board with what the configuration says; <paramref name="crash"/> ends the process, saying why.</summary>
    public DrillBoard(IReadOnlyList<Fault> configured, Action<string> crash, Random dice, TimeProvider time, CrewMember? crew, ILogger<DrillBoard> logger)
    {
        (_configured, _crash, _dice, _time, _crew, _logger) = (configured, crash, dice, time, crew, logger);
        Set(configured);
    }

    public IReadOnlyList<ArmedFault> Faults => _faults;

    /// <summary>Replaces what was set before by these and the guarantees that the configuration switches off; the counts begin anew.</summary>
    public void Replace(IEnumerable<Fault> next) => Set(_configured.Where(fault => fault.Breaks is not null).Concat(next));

    /// <summary>Sets these as well; what is over is forgotten.</summary>
    public void Add(IEnumerable<Fault> more) => Set(more, besides: true);

    /// <summary>Ends all, also what the configuration says; at the next start that is there again.</summary>
    public void End() => Set([]);

    /// <summary>To be awaited at each point; usually nothing happens.</summary>
    /// <param name="point">Which point.</param>
    /// <param name="step">The step that is published or acknowledged, where it is one.</param>
    /// <param name="cancellationToken">Ends a delay.</param>
    /// <exception cref="DrillException">The work is to fail here.</exception>
    public async ValueTask ReachAsync(DrillPoint point, OrderStatus? step, CancellationToken cancellationToken)
    {
        foreach (var armed in _faults.Where(armed => armed.At == point && armed.IsMeantFor(step)))
        {
            if (Pass(armed) is not (> 0 and var passed))
                continue;
            Log.Due(_logger, NameOf(armed.Kind), NameOf(point), passed);
            if (armed.Kind is FaultKind.Delay)
                await Task.Delay(TimeSpan.FromSeconds(armed.Seconds!.Value), _time, cancellationToken);
            else if (armed.Kind is FaultKind.Throw)
                throw new DrillException(NameOf(point));
            else
                _crash($"Drill: this process crashes at {NameOf(point)}, the {passed}. time.");
        }
    }

    /// <summary>Whether a fault happens now that has no point of its own.</summary>
    public bool Happens(FaultKind kind, OrderStatus? step)
    {
        var happens = false;
        foreach (var armed in _faults.Where(armed => armed.Kind == kind && armed.IsMeantFor(step)))
        {
            var passed = Pass(armed);
            happens |= passed > 0;
            // A guarantee that is off is so at every step of every order.
            if (passed > 0 && armed.Breaks is null)
                Log.Due(_logger, NameOf(kind), "its place", passed);
        }

        return happens;
    }

    public void Dispose()
    {
        foreach (var armed in _faults)
            armed.End?.Dispose();
    }

    private static string NameOf<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private void Set(IEnumerable<Fault> next, bool besides = false)
    {
        lock (_gate)
        {
            foreach (var armed in besides ? [] : _faults)
                End(armed);
            _faults = [.. _faults.Where(armed => !armed.Over), .. next.Select(Arm)];
            SayWhatIsArmed();
        }
    }

    private ArmedFault Arm(Fault fault)
    {
        var armed = new ArmedFault(fault, _time.GetUtcNow());
        if (armed.ForSeconds is { } seconds)
            armed.End = _time.CreateTimer(_ => End(armed), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        Log.Set(_logger, fault);
        _crew?.Tell(CrewEventKind.DrillArmed, reason: NameOf(fault.Kind));
        return armed;
    }

    /// <returns>The how many-eth time its place is passed, where it happens now; else 0.</returns>
    private int Pass(ArmedFault armed)
    {
        lock (_gate)
        {
            if (armed.Over || !armed.Pass(_dice))
                return 0;
            if (armed.Happened >= armed.Limit)
                End(armed);
            return armed.Seen;
        }
    }

    private void End(ArmedFault armed)
    {
        lock (_gate)
        {
            if (armed.Over)
                return;
            armed.Over = true;
            armed.End?.Dispose();
            Log.Over(_logger, NameOf(armed.Kind), armed.Happened);
            _crew?.Tell(CrewEventKind.DrillEnded, reason: NameOf(armed.Kind));
            SayWhatIsArmed();
        }
    }

    private void SayWhatIsArmed()
    {
        var armed = string.Join(", ", _faults.Where(fault => !fault.Over).Select(fault => NameOf(fault.Kind)).Distinct());
        _crew?.IsDrilled(armed is "" ? null : armed);
    }
}

/// <summary>The work failed because a drill said so.</summary>
internal sealed class DrillException(string point) : Exception($"A drill: the work fails at {point}.");
