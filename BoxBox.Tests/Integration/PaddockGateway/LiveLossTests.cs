namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class LiveLossTests : OverFakeStream
{
    [Fact(Timeout = 60_000)]
    public async Task A_stream_that_was_made_anew_is_followed_from_its_start()
    {
        Store(3);
        await _stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken);
        using var before = await SseReader.OpenAsync(_client);
        _stream.Replace();
        Store(1);
        _time.Advance(TimeSpan.FromSeconds(5));

        // The client is cut off, for its ids mean nothing any more.
        await before.ReadToEndAsync();
        using var after = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal(1UL, (await after.NextEventAsync())!.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_that_is_still_catching_up_when_the_stream_is_made_anew_is_cut_off_too()
    {
        var batch = new TaskCompletionSource();
        await _stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken);
        Store(3);
        _stream.BatchesEnd = batch.Task;
        using var before = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal([1UL, 2, 3], await before.NextIdsAsync(3));

        _stream.Replace();
        Store(1);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0UL, await _stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken));
        batch.SetResult();

        Assert.Empty(await before.ReadToEndAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_that_lost_its_newest_messages_is_followed_from_where_it_ends_now()
    {
        using var before = await FollowThreeAsync();
        _stream.LoseNewest(2);
        _time.Advance(TimeSpan.FromSeconds(5));

        await before.ReadToEndAsync();
        while (_stream.AskedWhereItEnds.TryRead(out _))
        {
            // By the feed, which is done with it.
        }

        using var after = await SseReader.OpenAsync(_client, lastEventId: "3");
        // Else event 3 may be there again before the gateway looks whether there is one.
        Assert.Equal(1UL, (await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken)).LastSequence);
        Store(2);
        Assert.Equal([2UL, 3], await after.NextIdsAsync(2));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_that_lost_its_newest_messages_and_has_as_many_others_is_followed_anew()
    {
        using var before = await FollowThreeAsync();

        _stream.LoseNewest(1);
        var other = _stream.Store(Pizza.Order() with { UpdatedAt = Pizza.Noon.AddMinutes(1) });
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(await before.ReadToEndAsync());
        using var after = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal([1UL, 2], await after.NextIdsAsync(2));
        Assert.Equal(other.Order!.OrderId, (await after.NextEventAsync())!.Data.GetProperty("order_id").GetGuid());
        var ledger = await (await _client.GetAsync(new Uri("/v1/ledger", UriKind.Relative), TestContext.Current.CancellationToken)).ReadJsonAsync();
        Assert.Equal(3, ledger.GetProperty("accepted").GetInt32());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lost_stream_is_followed_again_without_gap_or_repeat()
    {
        using var gateway = new GatewayHost(_stream);
        using var live = await SseReader.OpenAsync(gateway.CreateClient());
        Store(1);
        Assert.Equal([1UL], await live.NextIdsAsync(1));

        _stream.Drop();
        Store(2);

        Assert.Equal([2UL, 3], await live.NextIdsAsync(2));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_subscription_that_stands_still_while_the_stream_goes_on_is_left_for_another()
    {
        // As one whose server lacks what the others of the cluster have.
        var stream = new FakeStream { Flow = new TaskCompletionSource().Task };
        using var gateway = new GatewayHost(stream, _time);
        using var client = gateway.CreateClient();
        await stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken);
        await stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        using var live = await SseReader.OpenAsync(client);
        stream.Store(Pizza.Order());
        stream.Store(Pizza.Order());

        _time.Advance(TimeSpan.FromSeconds(5));
        await stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        stream.Flow = Task.CompletedTask;
        Assert.False(stream.FollowedAfter.TryRead(out _));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(0UL, await stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal([1UL, 2], await live.NextIdsAsync(2));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_that_does_not_read_is_cut_off_and_slows_nobody_and_can_resume()
    {
        const int Batches = 30;
        const int BatchSize = 100;
        var heavy = Pizza.Order() with { Destination = new string('d', 8000) };
        using var slow = await SseReader.OpenAsync(_client);
        using var quick = await SseReader.OpenAsync(_client);

        for (var batch = 0; batch < Batches; batch++)
        {
            for (var i = 0; i < BatchSize; i++)
                _stream.Store(heavy);
            Assert.Equal((ulong)((batch + 1) * BatchSize), (await quick.NextIdsAsync(BatchSize))[^1]);
        }

        var seen = await slow.ReadToEndAsync();
        Assert.True(seen.Count < Batches * BatchSize);
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(id => (ulong)id), seen);
        var left = (Batches * BatchSize) - seen.Count;
        using var resumed = await SseReader.OpenAsync(_client, lastEventId: $"{seen.Count}");
        Assert.Equal(Enumerable.Range(seen.Count + 1, left).Select(id => (ulong)id), await resumed.NextIdsAsync(left));
    }

    /// <summary>A client that has got the three messages which there are.</summary>
    private async Task<SseReader> FollowThreeAsync()
    {
        await _stream.FollowedAfter.ReadAsync(TestContext.Current.CancellationToken);
        var live = await SseReader.OpenAsync(_client);
        Store(3);
        Assert.Equal([1UL, 2, 3], await live.NextIdsAsync(3));
        return live;
    }
}
