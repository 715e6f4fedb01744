namespace BoxBox.PaddockGateway.Crew;

/// <summary>What this process has heard of the crew: everybody as he is, and the newest of what happened.</summary>
/// <param name="time">By which somebody is silent.</param>
/// <param name="changed">Somebody does something else, or something happened to him. Called in the order of the changes; must not take long.</param>
internal sealed class CrewRoom(TimeProvider time, Action<CrewReport>? changed = null)
{
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(6);

    /// <summary>Who is gone is shown as that for a while, and then no more.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(1);

    private const int MostHappened = 1_000;

    /// <summary>Whoever says he is of the crew is heard, but they cannot fill the memory.</summary>
    private const int MostMembers = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Member> _members = [];
    private readonly LinkedList<CrewEvent> _happened = [];

    public IReadOnlyList<CrewReport> Everybody => Record.Crew;

    public CrewRecord Record
    {
        get
        {
            lock (_gate)
            {
                var crew = _members.Values.Select(member => member.Report);
                return new CrewRecord(
                    [.. crew.OrderBy(report => report.Role, StringComparer.Ordinal).ThenBy(report => report.Instance, StringComparer.Ordinal)], [.. _happened]);
            }
        }
    }

    /// <summary>Which of a role are there, whatever they do.</summary>
    public IEnumerable<string> Present(string role) =>
        Everybody.Where(report => report.Role == role && report.State is not CrewState.Gone).Select(report => report.Instance);

    /// <summary>Somebody says what he does.</summary>
    public void Hear(CrewReport said)
    {
        var (key, now) = (said.Subject, said with { Stale = null, Happened = null });
        lock (_gate)
        {
            var before = _members.GetValueOrDefault(key);
            if (before is null && _members.Count >= MostMembers)
                return;

            _members[key] = new Member(now, time.GetTimestamp());
            if (said.Happened is { } happened)
                Keep(happened with { Role = said.Role, Instance = said.Instance });
            if (said.Happened is not null || before is null || !IsSame(before.Report, now))
                changed?.Invoke(now with { Happened = said.Happened });
        }
    }

    /// <summary>Looks who has been silent for long.</summary>
    public void Look()
    {
        lock (_gate)
        {
            foreach (var (key, (report, heardAt)) in _members.ToArray())
            {
                var silent = time.GetElapsedTime(heardAt);
                CrewReport? now = null;
                if (silent >= GoneAfter + ForgottenAfter)
                    _members.Remove(key);
                else if (silent >= GoneAfter && report.State is not CrewState.Gone)
                    now = new CrewReport { Role = report.Role, Instance = report.Instance, State = CrewState.Gone, Since = time.GetUtcNow() };
                else if (silent >= StaleAfter && silent < GoneAfter && report.Stale is null)
                    now = report with { Stale = true };
                if (now is null)
                    continue;
                _members[key] = new Member(now, heardAt);
                changed?.Invoke(now);
            }
        }
    }

    private void Keep(CrewEvent happened)
    {
        _happened.AddFirst(happened);
        if (_happened.Count > MostHappened)
            _happened.RemoveLast();
    }

    // Everybody says every two seconds what he does, changed or not.
    private static bool IsSame(CrewReport before, CrewReport now) =>
        before with { OrderIds = [] } == now with { OrderIds = [] } && before.OrderIds.SequenceEqual(now.OrderIds);

    private sealed record Member(CrewReport Report, long HeardAt);
}

/// <summary>The crew, and what has happened to it.</summary>
/// <param name="Crew">What everybody does now.</param>
/// <param name="Happened">What happened, the newest first.</param>
internal sealed record CrewRecord(IReadOnlyList<CrewReport> Crew, IReadOnlyList<CrewEvent> Happened);
