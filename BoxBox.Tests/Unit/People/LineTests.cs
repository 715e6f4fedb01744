using System.Threading.RateLimiting;
using BoxBox.People;

namespace BoxBox.Tests.Unit.People;

public sealed class LineTests : IDisposable
{
    private readonly ActivitySource _spans = new($"BoxBox.Tests.Line.{Guid.NewGuid()}");
    private readonly ConcurrencyLimiter _places = Line.For(places: 2);

    [Fact(Timeout = 30_000)]
    public async Task The_line_is_first_come_first_served()
    {
        var (a, b, c, d) = (EnterAsync("a"), EnterAsync("b"), EnterAsync("c"), EnterAsync("d"));

        Assert.True((await a).IsAcquired && (await b).IsAcquired);
        Assert.False(c.IsCompleted || d.IsCompleted);
        (await b).Dispose();
        Assert.True((await c).IsAcquired);
        Assert.False(d.IsCompleted);
        (await a).Dispose();
        Assert.True((await d).IsAcquired);
    }

    [Fact(Timeout = 30_000)]
    public async Task Sixteen_may_wait_and_the_next_is_sent_away()
    {
        var working = (await EnterAsync("a"), await EnterAsync("b"));
        var line = Enumerable.Range(0, 16).Select(n => EnterAsync($"{n}")).ToList();

        Assert.False((await EnterAsync("one too many")).IsAcquired);
        Assert.DoesNotContain(line, waiting => waiting.IsCompleted);
        working.Item1.Dispose();
        await line[0];

        Assert.False(EnterAsync("the next").IsCompleted);
        Assert.Equal(16, _places.GetStatistics()!.CurrentQueuedCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_comes_and_goes_there_are_never_more_than_the_places_and_nobody_is_forgotten()
    {
        using var gone = new CancellationTokenSource();
        var (working, most, served, sentAway, left) = (0, 0, 0, 0, 0);
        async Task ComeAsync(int n)
        {
            try
            {
                using var place = await EnterAsync($"{n}", n % 3 == 0 ? gone.Token : TestContext.Current.CancellationToken);
                if (!place.IsAcquired)
                {
                    Interlocked.Increment(ref sentAway);
                    return;
                }

                InterlockedMax(ref most, Interlocked.Increment(ref working));
                await Task.Yield();
                Interlocked.Increment(ref served);
                Interlocked.Decrement(ref working);
            }
            catch (OperationCanceledException) when (gone.IsCancellationRequested && n % 3 == 0)
            {
                Interlocked.Increment(ref left);
            }
        }

        var all = Enumerable.Range(0, 2000).Select(n => Task.Run(() => ComeAsync(n), TestContext.Current.CancellationToken)).ToList();
        await all[1];
        await gone.CancelAsync();
        await Task.WhenAll(all);

        Assert.Equal(2000, served + sentAway + left);
        Assert.InRange(most, 1, 2);
        Assert.Equal((2, 0), (_places.GetStatistics()!.CurrentAvailablePermits, _places.GetStatistics()!.CurrentQueuedCount));
    }

    [Fact(Timeout = 30_000)]
    public async Task Only_who_waits_has_a_span_of_his_waiting()
    {
        using var spans = new RecordedSpans(_spans.Name);

        var a = await EnterAsync("a");
        await EnterAsync("b");
        var c = EnterAsync("c");
        a.Dispose();
        await c;

        var span = Assert.Single(spans.All);
        Assert.Equal(("wait for turn", "c"), (span.OperationName, span.GetTagItem("boxbox.order.id")));
    }

    public void Dispose()
    {
        _places.Dispose();
        _spans.Dispose();
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private Task<RateLimitLease> EnterAsync(string orderId, CancellationToken? gone = null) =>
        _places.AcquireAsync(1, gone ?? TestContext.Current.CancellationToken).ShownAsync(_spans, orderId).WaitAsync(TimeSpan.FromSeconds(30));
}
