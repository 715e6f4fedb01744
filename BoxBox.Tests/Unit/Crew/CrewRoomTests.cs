using BoxBox.Orders.Crew;
using BoxBox.PaddockGateway.Crew;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Unit.Crew;

public sealed class CrewRoomTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 6, 12, 0, 0, TimeSpan.Zero));
    private readonly List<CrewReport> _said = [];
    private readonly CrewRoom _room;

    public CrewRoomTests() => _room = new CrewRoom(_time, _said.Add);

    [Fact]
    public void Everybody_is_as_he_said_last()
    {
        _room.Hear(Says("maestro", "b", CrewState.Cooking));
        _room.Hear(Says("maestro", "a", CrewState.Idle));
        _room.Hear(Says("maestro", "b", CrewState.Smoking));

        Assert.Equal([("a", CrewState.Idle), ("b", CrewState.Smoking)], _room.Everybody.Select(report => (report.Instance, report.State)));
    }

    [Fact]
    public void Who_is_silent_for_four_seconds_is_stale_for_six_gone_and_for_a_minute_more_forgotten()
    {
        _room.Hear(Says("panettiere", "p", CrewState.MakingDough, "44"));

        Pass(3.9);
        Assert.Null(Assert.Single(_room.Everybody).Stale);
        Pass(0.1);
        Assert.True(Assert.Single(_room.Everybody).Stale);
        Pass(2);
        Assert.Equal((CrewState.Gone, null, 0), Assert.Single(_room.Everybody) is var gone ? (gone.State, gone.Stale, gone.OrderIds.Count) : default);
        Assert.Empty(_room.Present("panettiere"));
        Pass(60);
        Assert.Empty(_room.Everybody);
    }

    [Fact]
    public void Who_speaks_again_is_there_again()
    {
        _room.Hear(Says("maestro", "a", CrewState.Cooking));
        Pass(7);
        _room.Hear(Says("maestro", "a", CrewState.Idle));

        Assert.Equal((CrewState.Idle, null), Assert.Single(_room.Everybody) is var report ? (report.State, report.Stale) : default);
    }

    [Fact]
    public void Each_change_is_said_once_and_what_is_only_repeated_is_not()
    {
        var idle = Says("maestro", "a", CrewState.Idle);

        _room.Hear(idle);
        _room.Hear(idle with { OrderIds = [] });
        _room.Hear(Says("maestro", "a", CrewState.Cooking, "44"));
        Pass(4);
        Pass(2);
        Pass(1);

        Assert.Equal([(CrewState.Idle, null), (CrewState.Cooking, null), (CrewState.Cooking, true), (CrewState.Gone, null)], _said.Select(report => (report.State, report.Stale)));
    }

    [Fact]
    public void What_happened_goes_with_the_report_and_is_kept_the_newest_thousand_of_it()
    {
        for (var i = 1; i <= 1_001; i++)
            _room.Hear(Says("maestro", "a", CrewState.Cooking) with { Happened = new CrewEvent(CrewEventKind.GivenBack, "44", i, "no dough", _time.GetUtcNow()) });

        Assert.Equal(1_001, _said.Count(report => report.Happened is not null));
        Assert.Null(Assert.Single(_room.Everybody).Happened);
        var happened = _room.Record.Happened;
        Assert.Equal((1_000, 1_001, 2), (happened.Count, happened[0].Attempt, happened[^1].Attempt));
        Assert.Equal(("maestro", "a", CrewEventKind.GivenBack), (happened[0].Role, happened[0].Instance, happened[0].Kind));
    }

    private void Pass(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _room.Look();
    }

    private CrewReport Says(string role, string instance, CrewState state, params string[] orders) =>
        new() { Role = role, Instance = instance, State = state, OrderIds = orders, Since = _time.GetUtcNow() };
}
