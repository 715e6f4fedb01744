namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class FindOrderTests() : OverFakeStream(TimeProvider.System)
{
    [Fact(Timeout = 60_000)]
    public async Task An_order_is_shown_as_it_stands_with_its_steps_oldest_first()
    {
        var order = Pizza.Order();
        _stream.Store(order, "gateway");
        _stream.Store(Pizza.Order());
        _stream.Store(order.Reach(OrderStatus.InProgress, Pizza.Noon.AddSeconds(1.5)), "maestro");

        var found = await (await GetAsync(order.OrderId.ToString())).ReadJsonAsync();

        Assert.Equal(
            $$"""
            {"order_id":"{{order.OrderId}}","size":"large","toppings":["pepperoni","mushrooms"],"border":"cheddar","destination":"Ferrari Garage #16","username":"charles_leclerc","ordered_at":"2026-09-06T12:00:00Z","status":"in_progress","updated_at":"2026-09-06T12:00:01.5Z","history":[{"status":"pending","at":"2026-09-06T12:00:00Z","by":"gateway"},{"status":"in_progress","at":"2026-09-06T12:00:01.5Z","by":"maestro"}]}
            """,
            found.GetRawText());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_failed_order_says_why()
    {
        var order = Pizza.Order();
        _stream.Store(order);
        _stream.Store(order.Fail("The oven is on fire.", Pizza.Noon));

        var found = await (await GetAsync(order.OrderId.ToString())).ReadJsonAsync();

        Assert.Equal("failed", found.GetProperty("status").GetString());
        Assert.Equal("The oven is on fire.", found.GetProperty("reason").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unknown_order_is_404()
    {
        var response = await GetAsync(Guid.NewGuid().ToString());

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await response.ReadProblemAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("42")]
    [InlineData("0198c5a47d3b7c1e9f603a1d5a8e2b47")]
    [InlineData("%7B0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47%7D")]
    [InlineData("orders.%3E")]
    public async Task What_is_not_a_UUID_is_400(string id)
    {
        var response = await GetAsync(id);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["order_id"], (await response.ReadProblemAsync()).ErrorNames());
    }

    [Fact(Timeout = 60_000)]
    public async Task While_the_stream_is_away_it_is_503()
    {
        _stream.IsAway = true;

        var response = await GetAsync(Guid.NewGuid().ToString());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        await response.ReadProblemAsync();
    }

    private Task<HttpResponseMessage> GetAsync(string id) =>
        _client.GetAsync(new Uri($"/v1/order/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
}
