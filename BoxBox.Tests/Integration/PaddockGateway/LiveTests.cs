namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class LiveTests : OverFakeStream
{
    [Fact(Timeout = 60_000)]
    public async Task The_headers_and_the_first_line_come_before_any_event()
    {
        using var live = await SseReader.OpenAsync(_client);

        Assert.Equal("text/event-stream", live.Response.Content.Headers.ContentType?.ToString());
        Assert.True(live.Response.Headers.CacheControl is { NoCache: true, NoTransform: true });
        Assert.Equal("retry: 2000", await live.NextLineAsync());
    }

    [Fact(Timeout = 60_000)]
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

    [Fact(Timeout = 60_000)]
    public async Task A_new_client_sees_what_comes_and_not_what_was()
    {
        _stream.Store(Pizza.Order());
        using var live = await SseReader.OpenAsync(_client);
        _stream.Store(Pizza.Order());

        Assert.Equal(2UL, (await live.NextEventAsync())!.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_that_is_no_order_is_not_shown_and_does_not_stop_the_others()
    {
        _stream.Store(null);
        using var live = await SseReader.OpenAsync(_client, "?replay=all");
        _stream.Store(null);
        Store(1);

        Assert.Equal(3UL, (await live.NextEventAsync())!.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_comment_comes_at_least_every_15_seconds()
    {
        using var live = await SseReader.OpenAsync(_client);
        Assert.Equal("retry: 2000", await live.NextLineAsync());
        Assert.Equal("", await live.NextLineAsync());

        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.StartsWith(":", await live.NextLineAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
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

    [Fact(Timeout = 60_000)]
    public async Task Beyond_as_many_clients_as_there_may_be_one_is_told_to_come_back_and_served_once_another_has_left()
    {
        using var gateway = new GatewayHost(new FakeStream(), null, ("Live:MostClients", "2"));
        using var client = gateway.CreateClient();
        using var first = await SseReader.OpenAsync(client);
        using var second = await SseReader.OpenAsync(client, "?replay=all");
        using var third = await client.GetAsync(new Uri("/v1/order/sse", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.StatusCode);
        Assert.True(third.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await third.ReadProblemAsync();

        first.Dispose();

        // The gateway sees that a client has left when its connection ends.
        HttpResponseMessage next;
        do
            next = await client.GetAsync(new Uri("/v1/order/sse", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        while (next.StatusCode == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        next.Dispose();
    }

    [Theory(Timeout = 60_000)]
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
}
