namespace BoxBox.PaddockGateway.Crew;

/// <summary>What this process has heard of the crew: everybody as he is, and the newest of what happened. Says each change.</summary>
internal sealed class CrewRoom(TimeProvider time)
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

    /// <summary>Somebody does something else, or something happened to him. Raised in the order of the changes; must not take long.</summary>
    public event Action<CrewReport>? Changed;

    public IReadOnlyList<CrewReport> Everybody
    {
        get
        {
            lock (_gate)
                return InOrder();
        }
    }

    public CrewRecord Record
    {
        get
        {
            lock (_gate)
                return new CrewRecord(InOrder(), [.. _happened]);
        }
    }

    /// <summary>Which of a role are there, whatever they do.</summary>
    public IReadOnlyList<string> Present(string role) => [.. Everybody.Where(report => report.Role == role && report.State is not CrewState.Gone).Select(report => report.Instance)];

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
                Changed?.Invoke(now with { Happened = said.Happened });
        }
    }

    /// <summary>Looks who has been silent for long.</summary>
    public void Look()
    {
        lock (_gate)
        {
            foreach (var (key, member) in _members.ToArray())
            {
                var silent = time.GetElapsedTime(member.HeardAt);
                if (silent >= GoneAfter + ForgottenAfter)
                    _members.Remove(key);
                else if (silent >= GoneAfter && member.Report.State is not CrewState.Gone)
                    Change(key, member, member.Report with { State = CrewState.Gone, Stale = null, OrderIds = [], Until = null, Detail = null, Drill = null, Since = time.GetUtcNow() });
                else if (silent >= StaleAfter && silent < GoneAfter && member.Report.Stale is null)
                    Change(key, member, member.Report with { Stale = true });
            }
        }
    }

    private void Change(string key, Member member, CrewReport to)
    {
        _members[key] = member with { Report = to };
        Changed?.Invoke(to);
    }

    private void Keep(CrewEvent happened)
    {
        _happened.AddFirst(happened);
        if (_happened.Count > MostHappened)
            _happened.RemoveLast();
    }

    private CrewReport[] InOrder() =>
        [.. _members.Values.Select(member => member.Report).OrderBy(report => report.Role, StringComparer.Ordinal).ThenBy(report => report.Instance, StringComparer.Ordinal)];

    // Everybody says every two seconds what he does, changed or not.
    private static bool IsSame(CrewReport before, CrewReport now) =>
        before with { OrderIds = [] } == now with { OrderIds = [] } && before.OrderIds.SequenceEqual(now.OrderIds);

    private sealed record Member(CrewReport Report, long HeardAt);
}

/// <summary>The crew, and what has happened to it.</summary>
/// <param name="Crew">What everybody does now.</param>
/// <param name="Happened">What happened, the newest first.</param>
internal sealed record CrewRecord(IReadOnlyList<CrewReport> Crew, IReadOnlyList<CrewEvent> Happened);
