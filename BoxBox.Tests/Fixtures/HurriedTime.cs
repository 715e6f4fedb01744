namespace BoxBox.Tests.Fixtures;

/// <summary>The machine's time, and five of its seconds last one: deadlines and pauses of the product pass that much faster.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private const double Hurry = 5;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Hurried(dueTime), Hurried(period));

    private static TimeSpan Hurried(TimeSpan time) => time > TimeSpan.Zero ? time / Hurry : time;
}
