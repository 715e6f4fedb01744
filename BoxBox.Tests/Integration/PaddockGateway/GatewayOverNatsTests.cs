using NATS.Client.JetStream;

namespace BoxBox.Tests.Integration.PaddockGateway;

/// <summary>The gateway as a whole, over a real nats-server.</summary>
public sealed class GatewayOverNatsTests : IAsyncLifetime
{
    private NatsServerProcess _nats = null!;
    private GatewayHost _gateway = null!;
    private HttpClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _nats = await NatsServerProcess.StartAsync(new NatsServerOptions { User = "box", Password = "b@x:box" });
        _gateway = new GatewayHost(_nats.Url);
        _client = _gateway.CreateClient();
    }

    [Fact(Timeout = 60_000)]
    public async Task An_order_is_stored_shown_live_and_found()
    {
        using var live = await SseReader.OpenAsync(_client, "?replay=all");

        var placed = await (await _client.PlaceAsync()).ReadJsonAsync();
        var seen = await live.NextEventAsync();
        var found = await (await Pizza.PersistAsync(() => GetAsync(_client, $"/v1/order/{placed.GetProperty("order_id").GetString()}"))).ReadJsonAsync();

        Assert.Equal(placed.GetProperty("order_id").GetString(), seen!["order_id"]);
        Assert.Equal("pending", seen["status"]);
        Assert.Equal(placed.GetProperty("ordered_at").GetString(), found.GetProperty("ordered_at").GetString());
        Assert.Equal("gateway", Assert.Single(found.GetProperty("history").EnumerateArray()).GetProperty("by").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Health_tells_the_truth_while_NATS_goes_and_comes_back()
    {
        using var gateway = new GatewayHost(_nats.Url, new HurriedTime());
        using var client = gateway.CreateClient();
        await UntilHealthyAsync(client);

        await _nats.KillAsync();
        Assert.Equal((503, 503, 200), await HealthAsync(client));
        Assert.Matches("""^\{"status":"unavailable","checks":\{"nats":\{"status":"unavailable","reason":".*NATS.*"\}\}\}$""", await TextAsync(client, "/healthz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync()).StatusCode);

        await _nats.RestartAsync();
        await UntilHealthyAsync(client);
        Assert.Equal(HttpStatusCode.OK, (await client.PlaceAsync()).StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_gateway_that_starts_before_NATS_is_alive_and_takes_orders_once_NATS_is_there()
    {
        await _nats.KillAsync();
        using var gateway = new GatewayHost(_nats.Url);
        using var client = gateway.CreateClient();
        var alive = await client.GetAsync(new Uri("/alive", UriKind.Relative), Stop);
        var order = await client.PostAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (alive.StatusCode, order.StatusCode));

        await _nats.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.PlaceAsync()).StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_live_client_misses_nothing_when_NATS_is_killed_and_comes_back()
    {
        using var live = await SseReader.OpenAsync(_client, "?replay=all");
        (await _client.PlaceAsync()).EnsureSuccessStatusCode();
        Assert.Equal(1UL, (await live.NextEventAsync())!.Id);

        await _nats.KillAsync();
        await _nats.RestartAsync();
        (await _client.PlaceAsync()).EnsureSuccessStatusCode();

        Assert.Equal(2UL, (await live.NextEventAsync())!.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task Parallel_posts_with_one_key_through_two_replicas_make_one_order()
    {
        using var replica = new GatewayHost(_nats.Url);
        using var other = replica.CreateClient();

        var posts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? _client : other).PlaceAsync(key: "k-1")));

        var answers = await Task.WhenAll(posts.Select(async post => (await post.ReadJsonAsync()).GetRawText()));
        Assert.Single(answers.Distinct());
        using var live = await SseReader.OpenAsync(other, "?replay=all");
        Assert.Equal(1UL, (await live.NextEventAsync())!.Id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.PlaceAsync(Pizza.Json.Replace("large", "small", StringComparison.Ordinal), "k-1")).StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_replay_under_load_and_a_resume_through_another_replica_have_neither_gap_nor_repeat()
    {
        const int Count = 600;
        using var replica = new GatewayHost(_nats.Url);
        using var other = replica.CreateClient();
        var posting = Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop }, async (_, _) =>
            (await _client.PlaceAsync()).EnsureSuccessStatusCode());

        using var replay = await SseReader.OpenAsync(_client, "?replay=all");
        var first = await replay.NextIdsAsync(Count / 2);
        using var resumed = await SseReader.OpenAsync(other, lastEventId: $"{first[^1]}");
        var rest = await resumed.NextIdsAsync(Count / 2);
        await posting;

        Assert.Equal(Enumerable.Range(1, Count).Select(id => (ulong)id), first.Concat(rest));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_that_is_deleted_under_the_gateway_is_made_again_and_followed()
    {
        (await _client.PlaceAsync()).EnsureSuccessStatusCode();
        (await _client.PlaceAsync()).EnsureSuccessStatusCode();
        using var before = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal([1UL, 2], await before.NextIdsAsync(2));

        await _gateway.Services.GetRequiredService<INatsJSContext>().DeleteStreamAsync("ORDERS", Stop);
        (await _client.PlaceAsync()).EnsureSuccessStatusCode();

        await before.ReadToEndAsync();
        using var after = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal(1UL, (await after.NextEventAsync())!.Id);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _nats.DisposeAsync();
    }

    private static async Task<(int Healthz, int Health, int Alive)> HealthAsync(HttpClient client) =>
        ((int)(await GetAsync(client, "/healthz")).StatusCode, (int)(await GetAsync(client, "/health")).StatusCode, (int)(await GetAsync(client, "/alive")).StatusCode);

    // On a busy machine a ping may take longer than a check waits for it: what counts is that the answer comes.
    private static async Task UntilHealthyAsync(HttpClient client)
    {
        using var patience = Fixtures.Distributed.Patience.ATest();
        while (await HealthAsync(client) != (200, 200, 200) || await TextAsync(client, "/healthz") != """{"status":"ok","checks":{"nats":{"status":"ok"}}}""")
            patience.Token.ThrowIfCancellationRequested();
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative), Stop);

    private static async Task<string> TextAsync(HttpClient client, string path) => await (await GetAsync(client, path)).Content.ReadAsStringAsync(Stop);
}
