using System.Net;
using BoxBox.Orders;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.PaddockGateway;

public sealed class LiveTests : IDisposable
{
    private readonly FakeStream _stream = new();
    private readonly FakeTimeProvider _time = new(Pizza.Noon);
    private readonly GatewayHost _gateway;
    private readonly HttpClient _client;

    public LiveTests()
    {
        _gateway = new GatewayHost(_stream, _time);
        _client = _gateway.CreateClient();
    }

    [Fact]
    public async Task The_headers_and_the_first_line_come_before_any_event()
    {
        using var live = await SseReader.OpenAsync(_client);

        Assert.Equal("text/event-stream", live.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache", live.Response.Headers.CacheControl?.ToString());
        Assert.Equal("retry: 2000", await live.NextLineAsync());
    }

    [Fact]
    public async Task An_event_is_the_order_as_JSON_under_the_sequence_of_the_stream()
    {
        using var live = await SseReader.OpenAsync(_client);
        var order = Pizza.Order();
        _stream.Store(order);

        Assert.Equal("retry: 2000", await live.NextLineAsync());
        Assert.Equal("", await live.NextLineAsync());
        Assert.Equal("id: 1", await live.NextLineAsync());
        Assert.Equal(
            $$"""
            data: {"order_id":"{{order.OrderId}}","size":"large","toppings":["pepperoni","mushrooms"],"border":"cheddar","destination":"Ferrari Garage #16","username":"charles_leclerc","ordered_at":"2026-09-06T12:00:00Z","status":"pending","updated_at":"2026-09-06T12:00:00Z"}
            """,
            await live.NextLineAsync());
        Assert.Equal("", await live.NextLineAsync());
    }

    [Fact]
    public async Task A_new_client_sees_what_comes_and_not_what_was()
    {
        _stream.Store(Pizza.Order());
        using var live = await SseReader.OpenAsync(_client);
        _stream.Store(Pizza.Order());

        Assert.Equal(2UL, (await live.NextEventAsync())!.Id);
    }

    [Fact]
    public async Task A_replay_shows_everything_and_goes_on_live()
    {
        Store(3);
        using var live = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal([1UL, 2, 3], await live.NextIdsAsync(3));
        Store(2);

        Assert.Equal([4UL, 5], await live.NextIdsAsync(2));
    }

    [Fact]
    public async Task While_orders_pour_in_a_replay_has_neither_gap_nor_repeat()
    {
        var pouring = Task.Run(() => Store(3000), TestContext.Current.CancellationToken);
        using var live = await SseReader.OpenAsync(_client, "?replay=all");

        var seen = await live.NextIdsAsync(3000);
        await pouring;
        Assert.Equal(Enumerable.Range(1, 3000).Select(id => (ulong)id), seen);
    }

    [Theory]
    [InlineData("", "2")]
    [InlineData("?last_event_id=2", null)]
    [InlineData("?replay=all", "2")]
    [InlineData("?last_event_id=1", "2")]
    public async Task A_client_that_resumes_sees_what_it_missed(string query, string? lastEventId)
    {
        Store(4);

        using var live = await SseReader.OpenAsync(_client, query, lastEventId);

        Assert.Equal([3UL, 4], await live.NextIdsAsync(2));
    }

    [Fact]
    public async Task A_client_resumes_through_another_replica()
    {
        using var replica = new GatewayHost(_stream, _time);
        using var other = replica.CreateClient();
        using var here = await SseReader.OpenAsync(_client);
        Store(3);
        Assert.Equal([1UL, 2], await here.NextIdsAsync(2));

        using var there = await SseReader.OpenAsync(other, lastEventId: "2");

        Assert.Equal([3UL], await there.NextIdsAsync(1));
    }

    [Fact]
    public async Task An_id_of_a_stream_that_is_gone_means_live()
    {
        Store(1);

        // At the start the live feed and the ledger ask.
        await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        using var live = await SseReader.OpenAsync(_client, lastEventId: "500");
        await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        Store(1);

        Assert.Equal(2UL, (await live.NextEventAsync())!.Id);
    }

    [Fact]
    public async Task One_order_is_shown_from_its_first_step_without_the_others()
    {
        var order = Pizza.Order();
        _stream.Store(order);
        Store(1);
        _stream.Store(order.Reach(OrderStatus.InProgress, Pizza.Noon));
        using var live = await SseReader.OpenAsync(_client, $"?order_id={order.OrderId}");
        Assert.Equal([1UL, 3], await live.NextIdsAsync(2));

        Store(1);
        _stream.Store(order.Reach(OrderStatus.WaitingDelivery, Pizza.Noon));

        var next = await live.NextEventAsync();
        Assert.Equal((5UL, "waiting_delivery"), (next!.Id, next["status"]));
    }

    [Fact]
    public async Task A_message_that_is_no_order_is_not_shown_and_does_not_stop_the_others()
    {
        _stream.Store(null);
        using var live = await SseReader.OpenAsync(_client, "?replay=all");
        _stream.Store(null);
        Store(1);

        Assert.Equal(3UL, (await live.NextEventAsync())!.Id);
    }

    [Fact]
    public async Task A_comment_comes_at_least_every_15_seconds()
    {
        using var live = await SseReader.OpenAsync(_client);
        Assert.Equal("retry: 2000", await live.NextLineAsync());
        Assert.Equal("", await live.NextLineAsync());

        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.StartsWith(":", await live.NextLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_clients_there_is_one_subscription()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SseReader.OpenAsync(_client)));
        Store(1);

        foreach (var client in clients)
            Assert.Equal(1UL, (await client.NextEventAsync())!.Id);
        Assert.Equal(1, _stream.Followers);
        foreach (var client in clients)
            client.Dispose();
    }

    [Theory]
    [InlineData("?replay=some", "replay")]
    [InlineData("?replay", "replay")]
    [InlineData("?order_id=42", "order_id")]
    [InlineData("?order_id=", "order_id")]
    [InlineData("?last_event_id=-1", "last_event_id")]
    [InlineData("?last_event_id=1.5", "last_event_id")]
    [InlineData("?last_event_id=99999999999999999999", "last_event_id")]
    [InlineData("?last_event_id=1&last_event_id=2", "last_event_id")]
    public async Task A_parameter_outside_its_rule_is_named(string query, string name)
    {
        var response = await _client.GetAsync(new Uri("/v1/order/sse" + query, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([name], (await response.ReadProblemAsync()).ErrorNames());
    }

    [Fact]
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

    [Fact]
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

    [Fact]
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

    private void Store(int count)
    {
        for (var i = 0; i < count; i++)
            _stream.Store(Pizza.Order());
    }

    public void Dispose()
    {
        _client.Dispose();
        _gateway.Dispose();
    }
}
