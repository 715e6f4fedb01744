using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>A clock that can be set forward and back, while time passes all the same.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private readonly FakeTimeProvider _passing = new(new DateTimeOffset(2026, 9, 6, 15, 0, 0, TimeSpan.Zero));
    private TimeSpan _off;

    public override long TimestampFrequency => _passing.TimestampFrequency;

    public void SetClock(TimeSpan by) => _off += by;

    public void Advance(TimeSpan delta) => _passing.Advance(delta);

    public override DateTimeOffset GetUtcNow() => _passing.GetUtcNow() + _off;

    public override long GetTimestamp() => _passing.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _passing.CreateTimer(callback, state, dueTime, period);
}
