using BoxBox.PaddockGateway.Live;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class LedgerTests() : OverFakeStream(TimeProvider.System)
{
    [Fact(Timeout = 60_000)]
    public async Task The_ledger_says_how_many_orders_stand_where()
    {
        var order = Pizza.Order();
        _stream.Store(order);
        _stream.Store(order.Reach(OrderStatus.InProgress, Pizza.Noon));
        _stream.Store(Pizza.Order());
        _stream.Store(order.Reach(OrderStatus.InProgress, Pizza.Noon));
        _stream.Store(null);
        _stream.Store(Pizza.Order(OrderStatus.Completed));

        var response = await GetAsync(_client);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """
            {"accepted":2,"pending":1,"in_progress":1,"waiting_delivery":0,"out_for_delivery":0,"completed":0,"failed":0,"duplicates":1,"out_of_order":1,"since_sequence":1,"as_of_sequence":6}
            """,
            (await response.ReadJsonAsync()).GetRawText());
    }

    [Fact(Timeout = 60_000)]
    public async Task An_empty_stream_has_a_ledger_of_nothing() =>
        Assert.Equal((0, 0), await AcceptedAsOfAsync(_client));

    [Fact(Timeout = 60_000)]
    public async Task An_order_that_was_just_placed_is_counted()
    {
        for (var placed = 1; placed <= 20; placed++)
        {
            (await _client.PostAsync()).EnsureSuccessStatusCode();
            Assert.Equal((placed, placed), await AcceptedAsOfAsync(_client));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Both_replicas_say_the_same()
    {
        using var replica = new GatewayHost(_stream);
        using var other = replica.CreateClient();
        Store(100);

        var (one, two) = (await GetAsync(_client), await GetAsync(other));

        Assert.Equal((await one.ReadJsonAsync()).GetRawText(), (await two.ReadJsonAsync()).GetRawText());
    }

    [Fact(Timeout = 60_000)]
    public async Task It_waits_for_what_was_in_the_stream_when_it_was_asked()
    {
        var flow = new TaskCompletionSource();
        _stream.Flow = flow.Task;
        using var starting = new GatewayHost(_stream);
        using var client = starting.CreateClient();
        Store(3);

        // By the feeds of both gateways, at their start.
        await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        var asked = AcceptedAsOfAsync(client);
        await _stream.AskedWhereItEnds.ReadAsync(TestContext.Current.CancellationToken);
        Assert.False(asked.IsCompleted);
        flow.SetResult();

        Assert.Equal((3, 3), await asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_ledger_that_does_not_catch_up_gives_no_numbers_but_a_503()
    {
        _stream.Flow = new TaskCompletionSource().Task;
        var time = new FakeTimeProvider(Pizza.Noon);
        using var behind = new GatewayHost(_stream, time);
        using var client = behind.CreateClient();
        Store(3);

        var asked = GetAsync(client);
        while (!asked.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var response = await asked;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        await response.ReadProblemAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task While_the_stream_is_away_it_is_503_and_then_right_again()
    {
        Store(1);
        Assert.Equal((1, 1), await AcceptedAsOfAsync(_client));

        _stream.IsAway = true;
        _stream.Drop();
        var away = await GetAsync(_client);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.NotNull(away.Headers.RetryAfter);
        await away.ReadProblemAsync();
        _stream.IsAway = false;
        Store(2);

        Assert.Equal((3, 3), await AcceptedAsOfAsync(_client));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_that_was_made_anew_is_counted_anew()
    {
        Store(3);
        Assert.Equal((3, 3), await AcceptedAsOfAsync(_client));

        _stream.Replace();
        Assert.Equal((0, 0), await AcceptedAsOfAsync(_client));
        Store(5);

        Assert.Equal((5, 5), await AcceptedAsOfAsync(_client));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_that_lost_its_newest_messages_is_counted_again()
    {
        Store(3);
        Assert.Equal((3, 3), await AcceptedAsOfAsync(_client));

        // As a server does that lost power before it had written them.
        _stream.LoseNewest(2);

        Assert.Equal((1, 1), await AcceptedAsOfAsync(_client));
        Store(1);
        Assert.Equal((2, 2), await AcceptedAsOfAsync(_client));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_end_of_the_stream_that_was_misheard_closes_the_ledger_for_a_moment_only()
    {
        Store(3);
        Assert.Equal((3, 3), await AcceptedAsOfAsync(_client));
        var stream = await _stream.PositionAsync(TestContext.Current.CancellationToken);

        // As from a server that has yet to hear of the newest messages.
        _gateway.Services.GetRequiredService<OrderFeed>().Check(stream with { LastSequence = 2 }, published: 3);

        Assert.Equal((3, 3), await AcceptedAsOfAsync(_client));
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client) =>
        client.GetAsync(new Uri("/v1/ledger", UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<(int Accepted, int AsOf)> AcceptedAsOfAsync(HttpClient client)
    {
        var response = await GetAsync(client);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var ledger = await response.ReadJsonAsync();
        return (ledger.GetProperty("accepted").GetInt32(), ledger.GetProperty("as_of_sequence").GetInt32());
    }
}
