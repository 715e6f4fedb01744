using BoxBox.Orders.Crew;
using BoxBox.PaddockGateway.Crew;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NATS.Client.Core;

namespace BoxBox.Tests.Unit.Crew;

public sealed class CrewListenerTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_look_that_fails_is_said_and_the_next_ones_still_find_who_is_gone()
    {
        var time = new FakeTimeProvider();
        var (stale, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        var room = new CrewRoom(time, report =>
        {
            if (report.State is CrewState.Gone)
                gone.TrySetResult();
            if (report.Stale is not true)
                return;
            stale.TrySetResult();
            throw new InvalidOperationException("Nobody can be told.");
        });
        using var lines = new CollectedLines();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(lines));
        await using var nats = new NatsConnection(new NatsOpts { Url = "nats://127.0.0.1:1" });
        using var listener = new CrewListener(nats, room, time, logs.CreateLogger<CrewListener>());
        await listener.StartAsync(TestContext.Current.CancellationToken);

        while (!stale.Task.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            room.Hear(new CrewReport { Role = "maestro", Instance = "a", State = CrewState.Idle, Since = time.GetUtcNow() });
            time.Advance(CrewRoom.StaleAfter);
            await Task.Yield();
        }

        time.Advance(CrewRoom.GoneAfter - CrewRoom.StaleAfter);
        await gone.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Contains(lines.Lines, line => line.Contains("fallen silent", StringComparison.Ordinal));
        await listener.StopAsync(TestContext.Current.CancellationToken);
    }
}
