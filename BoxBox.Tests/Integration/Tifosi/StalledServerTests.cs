using BoxBox.Tests.Fixtures.Tifosi;

namespace BoxBox.Tests.Integration.Tifosi;

/// <summary>Why an open model: a server that stands still for some seconds, at 100 orders a second, over real connections.</summary>
public sealed class StalledServerTests
{
    [Fact(Timeout = 120_000)]
    public async Task The_stall_shows_in_p99_and_nothing_unsent_is_uncounted()
    {
        await using var gateway = await FakeGateway.StartAsync();
        StandStillOnce(gateway, after: 50, TimeSpan.FromSeconds(5));

        var tifosi = await TifosiRun.PlayAsync(gateway, "rate", "100", "--for", "7s", "--json");

        Assert.Equal(700, tifosi.Metric("http_reqs", "count") + tifosi.Metric("dropped_iterations", "count") + tifosi.Metric("interrupted_iterations", "count"));
        Assert.InRange(tifosi.Metric("http_req_duration", "p(99)"), 4000, 10_000);
        Assert.Equal(0, tifosi.Metric("dropped_iterations", "count"));
    }

    [Fact(Timeout = 120_000)]
    public async Task With_too_few_users_what_is_not_sent_is_counted_and_said()
    {
        await using var gateway = await FakeGateway.StartAsync();
        StandStillOnce(gateway, after: 50, TimeSpan.FromSeconds(2));
        using var folder = new TemporaryFolder();
        var file = folder.Write("summary.json", "");

        var tifosi = await TifosiRun.PlayAsync(gateway, "rate", "100", "--for", "3s", "--users", "20", "--summary", file);

        var written = tifosi with { Out = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) };
        var unsent = written.Metric("dropped_iterations", "count");
        Assert.Contains(tifosi.Lines, line => line.Contains($"{unsent} orders could not be sent when they were due", StringComparison.Ordinal));
        Assert.Equal(300, written.Metric("http_reqs", "count") + written.Metric("interrupted_iterations", "count") + unsent);
        // Of the 200 that are due while it stands still, 20 are sent.
        Assert.InRange(unsent, 100, 300);
    }

    private static void StandStillOnce(FakeGateway gateway, int after, TimeSpan stall)
    {
        var count = 0;
        var began = 0L;
        gateway.Answer = async context =>
        {
            if (Interlocked.Increment(ref count) == after) Interlocked.Exchange(ref began, Stopwatch.GetTimestamp());
            var left = Interlocked.Read(ref began) is not 0 and var begin ? stall - Stopwatch.GetElapsedTime(begin) : TimeSpan.Zero;
            if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System, context.RequestAborted);
            await gateway.TakeAsync(context);
        };
    }
}
