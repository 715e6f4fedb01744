namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class ListOrdersTests : OverFakeStream
{
    [Fact(Timeout = 60_000)]
    public async Task The_open_orders_come_newest_first_and_then_those_that_ended()
    {
        var (done, old, young) = (Pizza.Order(), Pizza.Order(), Pizza.Order());
        _stream.Store(done, "gateway");
        _stream.Store(old, "gateway");
        _stream.Store(young, "gateway");
        _stream.Store(done.Fail("The oven is on fire.", Pizza.Noon));
        _stream.Store(old.Reach(OrderStatus.InProgress, Pizza.Noon), "maestro");

        var now = await OrdersAsync("", asOf: 5, TestContext.Current.CancellationToken);

        Assert.Equal([young.OrderId, old.OrderId, done.OrderId], Ids(now));
        Assert.Equal("The oven is on fire.", now.GetProperty("orders")[2].GetProperty("reason").GetString());
        Assert.Equal(
            [("pending", "gateway"), ("in_progress", "maestro")],
            now.GetProperty("orders")[1].GetProperty("history").EnumerateArray().Select(step => (step.GetProperty("status").GetString()!, step.GetProperty("by").GetString()!)));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_order_that_ended_more_than_10_minutes_ago_is_gone()
    {
        var order = Pizza.Order();
        _stream.Store(order);
        _stream.Store(order.Reach(OrderStatus.Failed, Pizza.Noon));
        await OrdersAsync("", asOf: 2, TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(Ids(await OrdersAsync("", asOf: 2, TestContext.Current.CancellationToken)));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(Ids(await OrdersAsync("", asOf: 2, TestContext.Current.CancellationToken)));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_stream_goes_on_where_the_list_ends()
    {
        _stream.Store(Pizza.Order());
        var now = await OrdersAsync("", asOf: 1, TestContext.Current.CancellationToken);
        _stream.Store(Pizza.Order());

        using var live = await SseReader.OpenAsync(_client, $"?last_event_id={now.GetProperty("as_of_sequence").GetUInt64()}");

        Assert.Equal([2UL], await live.NextIdsAsync(1));
    }

    [Fact(Timeout = 60_000)]
    public async Task It_costs_the_stream_nothing()
    {
        _stream.Store(Pizza.Order());
        await OrdersAsync("", asOf: 1, TestContext.Current.CancellationToken);
        _stream.IsAway = true;

        Assert.Single(Ids(await OrdersAsync("", asOf: 1, TestContext.Current.CancellationToken)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_limit_takes_the_newest()
    {
        var (old, young) = (Pizza.Order(), Pizza.Order());
        _stream.Store(old);
        _stream.Store(young);

        Assert.Equal([young.OrderId], Ids(await OrdersAsync("?limit=1", asOf: 2, TestContext.Current.CancellationToken)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("")]
    public async Task A_limit_outside_its_rule_is_refused(string limit)
    {
        var response = await _client.GetAsync(new Uri($"/v1/orders?limit={limit}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["limit"], (await response.ReadProblemAsync()).ErrorNames());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_gateway_that_has_not_found_the_stream_says_503()
    {
        _stream.IsAway = true;
        using var early = new GatewayHost(_stream);
        using var client = early.CreateClient();

        var response = await client.GetAsync(new Uri("/v1/orders", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    /// <summary>What is served is what the gateway knows; what was just stored, it knows in a moment.</summary>
    private async Task<JsonElement> OrdersAsync(string query, ulong asOf, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var response = await _client.GetAsync(new Uri("/v1/orders" + query, UriKind.Relative), cancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var now = await response.ReadJsonAsync();
            if (now.GetProperty("as_of_sequence").GetUInt64() >= asOf)
                return now;
        }
    }

    private static IEnumerable<Guid> Ids(JsonElement now) => now.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("order_id").GetGuid());
}
