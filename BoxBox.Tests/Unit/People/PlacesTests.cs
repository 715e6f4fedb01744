using System.Diagnostics;
using BoxBox.ServiceDefaults.People;
using BoxBox.Tests.Fixtures.People;

namespace BoxBox.Tests.Unit.People;

public sealed class PlacesTests : IDisposable
{
    private readonly ActivitySource _spans = new($"BoxBox.Tests.Places.{Guid.NewGuid()}");
    private readonly Places _places;

    public PlacesTests() => _places = new Places(2, _spans);

    [Fact]
    public async Task As_many_as_there_are_places_work_at_once_and_the_others_wait()
    {
        var (a, b, c) = (EnterAsync("a"), EnterAsync("b"), EnterAsync("c"));

        Assert.Equal((Turn.Yours, Turn.Yours), (await a, await b));
        Assert.False(c.IsCompleted);
        Assert.Equal(["a", "b"], _places.Now.Holders);
        Assert.Equal(1, _places.Now.Waiting);
    }

    [Fact]
    public async Task The_line_is_first_come_first_served()
    {
        await EnterAllAsync("a", "b");
        var (c, d, e) = (EnterAsync("c"), EnterAsync("d"), EnterAsync("e"));

        _places.Leave("b");
        Assert.Equal(Turn.Yours, await c);
        Assert.Equal((2, false, false), (_places.Now.Waiting, d.IsCompleted, e.IsCompleted));
        _places.Leave("a");
        Assert.Equal(Turn.Yours, await d);
        _places.Leave("c");
        Assert.Equal(Turn.Yours, await e);

        Assert.Equal(["d", "e"], _places.Now.Holders);
    }

    [Fact]
    public async Task Sixteen_may_wait_and_the_next_is_sent_away()
    {
        await EnterAllAsync("a", "b");
        var line = Enumerable.Range(0, 16).Select(n => EnterAsync($"{n}")).ToList();

        Assert.Equal(Turn.LineFull, await EnterAsync("one too many"));
        Assert.Equal(16, line.Count(place => !place.IsCompleted));
        _places.Leave("a");
        await line[0];

        Assert.False(EnterAsync("the next").IsCompleted);
        Assert.Equal(16, _places.Now.Waiting);
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_line_to_the_others()
    {
        using var gone = new CancellationTokenSource();
        await EnterAllAsync("a", "b");
        var c = _places.EnterAsync("c", gone.Token);
        var d = EnterAsync("d");

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => c);
        _places.Leave("a");

        Assert.Equal(Turn.Yours, await d);
        Assert.Equal(0, _places.Now.Waiting);
    }

    [Fact]
    public async Task Who_is_gone_before_he_asks_gets_no_place()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _places.EnterAsync("a", new CancellationToken(canceled: true)));

        Assert.Empty(_places.Now.Holders);
    }

    [Fact]
    public async Task They_close_when_the_last_has_left_and_then_send_the_line_away()
    {
        await EnterAllAsync("a", "b");
        var waiting = EnterAsync("c");

        var closes = _places.CloseAsync();
        _places.Leave("a");
        var late = EnterAsync("d");
        Assert.Equal((false, false, false), (closes.IsCompleted, waiting.IsCompleted, late.IsCompleted));
        Assert.True(_places.Now is { IsClosing: true, IsClosed: false });
        _places.Leave("b");
        await closes;

        Assert.Equal((Turn.Closed, Turn.Closed, Turn.Closed), (await waiting, await late, await EnterAsync("e")));
        _places.Open();
        Assert.Equal(Turn.Yours, await EnterAsync("f"));
    }

    [Fact]
    public async Task Who_closes_them_is_called_before_anybody_is_sent_away()
    {
        await EnterAllAsync("a", "b");
        var waiting = EnterAsync("c");
        PlacesNow? seen = null;

        var closes = _places.CloseAsync(() => seen = _places.Now);
        _places.Leave("a");
        Assert.Null(seen);
        _places.Leave("b");
        await closes;

        Assert.Equal((1, true), (seen!.Value.Waiting, seen.Value.IsClosed));
        Assert.Equal(Turn.Closed, await waiting);
    }

    [Fact]
    public async Task An_order_that_came_twice_has_two_places_and_leaves_them_one_by_one()
    {
        await EnterAllAsync("a", "a");
        var b = EnterAsync("b");

        _places.Leave("a");
        Assert.Equal(Turn.Yours, await b);

        Assert.Equal(["a", "b"], _places.Now.Holders);
    }

    [Fact]
    public async Task Whoever_comes_and_goes_there_are_never_more_than_the_places_and_nobody_is_forgotten()
    {
        using var gone = new CancellationTokenSource();
        var (working, most, served) = (0, 0, 0);
        async Task ComeAsync(int n)
        {
            if (await _places.EnterAsync($"{n}", n % 3 == 0 ? gone.Token : TestContext.Current.CancellationToken) is not Turn.Yours)
                return;
            InterlockedMax(ref most, Interlocked.Increment(ref working));
            await Task.Yield();
            Interlocked.Increment(ref served);
            Interlocked.Decrement(ref working);
            _places.Leave($"{n}");
        }

        var all = Enumerable.Range(0, 2000).Select(n => Task.Run(() => ComeAsync(n), TestContext.Current.CancellationToken)).ToList();
        await all[1];
        await gone.CancelAsync();
        await Task.WhenAll(all).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(all, come => come.IsFaulted);
        Assert.InRange(most, 1, 2);
        Assert.InRange(served, 2, 2000);
        Assert.Equal((0, 0), (_places.Now.Holders.Count, _places.Now.Waiting));
    }

    [Fact]
    public async Task Only_who_waits_has_a_span_of_his_waiting()
    {
        using var spans = new RecordedSpans(_spans.Name);

        await EnterAllAsync("a", "b");
        var c = EnterAsync("c");
        _places.Leave("a");
        await c;

        var span = Assert.Single(spans.All);
        Assert.Equal(("wait for turn", "c"), (span.OperationName, span.GetTagItem("boxbox.order.id")));
    }

    public void Dispose() => _spans.Dispose();

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private async Task EnterAllAsync(params string[] orderIds)
    {
        foreach (var orderId in orderIds)
            Assert.Equal(Turn.Yours, await EnterAsync(orderId));
    }

    private Task<Turn> EnterAsync(string orderId) =>
        _places.EnterAsync(orderId, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
}
