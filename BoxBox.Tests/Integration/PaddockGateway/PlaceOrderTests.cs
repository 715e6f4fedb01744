using System.Text.RegularExpressions;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class PlaceOrderTests : OverFakeStream
{
    [Fact(Timeout = 60_000)]
    public async Task An_order_is_answered_with_its_id_and_time_and_stands_in_the_stream()
    {
        var response = await _client.PostAsync();
        var answer = await response.ReadJsonAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("2026-09-06T12:00:00Z", answer.GetProperty("ordered_at").GetString());
        var id = answer.GetProperty("order_id").GetGuid();
        Assert.Equal($"/v1/order/{id:D}", response.Headers.Location?.ToString());
        var stored = Assert.Single(_stream.Entries);
        Assert.Equal("gateway", stored.By);
        Assert.Equivalent(Pizza.Order(id: id), stored.Order);
    }

    [Fact(Timeout = 60_000)]
    public async Task Optional_fields_may_be_left_out_and_names_may_be_in_any_case()
    {
        var response = await _client.PostAsync("""{"size":"MeDiUm","toppings":null,"destination":"d","username":"u","unknown":{"x":[1]}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var order = Assert.Single(_stream.Entries).Order!;
        Assert.Equal((PizzaSize.Medium, Border.None), (order.Size, order.Border));
        Assert.Empty(order.Toppings);
    }

    [Fact(Timeout = 60_000)]
    public async Task While_nothing_can_be_stored_the_answer_is_503_and_afterwards_200_again()
    {
        _stream.IsAway = true;
        var away = await _client.PostAsync();
        _stream.IsAway = false;
        var back = await _client.PostAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.True(away.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await away.ReadProblemAsync();
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Single(_stream.Entries);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_key_from_the_same_user_gives_the_same_order_back()
    {
        using var spans = new RecordedSpans("BoxBox.PaddockGateway");
        var first = await (await _client.PostAsync(key: "k-1")).ReadJsonAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        var second = await (await _client.PostAsync(key: "k-1")).ReadJsonAsync();

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Single(_stream.Entries);
        await spans.EndedAsync(span => span.OperationName == "recall order" && span.GetTagItem("boxbox.order.id") is string id && id == first.GetProperty("order_id").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_replica_knows_the_key_too()
    {
        using var replica = new GatewayHost(_stream, _time);

        var here = await (await _client.PostAsync(key: "k-1")).ReadJsonAsync();
        var there = await (await replica.CreateClient().PostAsync(key: "k-1")).ReadJsonAsync();

        Assert.Equal(here.GetRawText(), there.GetRawText());
        Assert.Single(_stream.Entries);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_key_for_something_else_is_refused()
    {
        await _client.PostAsync(key: "k-1");

        var other = await _client.PostAsync(Pizza.Json.Replace("large", "small", StringComparison.Ordinal), "k-1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        await other.ReadProblemAsync();
        Assert.Single(_stream.Entries);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_key_from_another_user_is_another_order()
    {
        await _client.PostAsync(key: "k-1");

        var other = await _client.PostAsync(Pizza.Json.Replace("charles", "lewis", StringComparison.Ordinal), "k-1");

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(2, _stream.Entries.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_503_whose_order_was_stored_after_all_is_found_by_its_key()
    {
        _stream.LosesNextAck = true;
        var lost = await _client.PostAsync(key: "k-1");
        _time.Advance(TimeSpan.FromSeconds(5));
        var again = await _client.PostAsync(key: "k-1");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        var answer = await again.ReadJsonAsync();
        var stored = Assert.Single(_stream.Entries).Order!;
        Assert.Equal(stored.OrderId, answer.GetProperty("order_id").GetGuid());
        Assert.Equal("2026-09-06T12:00:00Z", answer.GetProperty("ordered_at").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Parallel_posts_with_one_key_make_one_order()
    {
        var posts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _client.PostAsync(key: "k-1")));

        var answers = await Task.WhenAll(posts.Select(post => post.ReadJsonAsync()));
        Assert.Single(answers.Select(answer => answer.GetRawText()).Distinct());
        Assert.Single(_stream.Entries);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("two words")]
    public async Task A_key_outside_the_rule_is_refused(string key)
    {
        var response = await _client.PostAsync(key: key);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["Idempotency-Key"], (await response.ReadProblemAsync()).ErrorNames());
        Assert.Empty(_stream.Entries);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_key_may_have_128_characters_and_not_one_more()
    {
        var longest = await _client.PostAsync(key: new string('k', 128));
        var tooLong = await _client.PostAsync(key: new string('k', 129));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (longest.StatusCode, tooLong.StatusCode));
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_broken_rule_is_named_at_once()
    {
        var response = await _client.PostAsync("""{"size":"huge","toppings":[1],"border":"gold","destination":" ","username":7}""");

        var problem = await response.ReadProblemAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["size", "toppings", "border", "destination", "username"], problem.ErrorNames());
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_orders_have_two_ids_which_are_uuids()
    {
        var first = await (await _client.PostAsync()).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var second = await (await _client.PostAsync()).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(first, second);
        Assert.Matches(new Regex("""^\{"order_id":"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}","ordered_at":"2026-09-06T12:00:00Z"\}$"""), first);
    }
}
