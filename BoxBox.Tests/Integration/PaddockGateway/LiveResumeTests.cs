using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Integration.PaddockGateway;

/// <summary>What a client costs that comes back.</summary>
public sealed class LiveResumeTests : IDisposable
{
    private readonly FakeStream _stream = new();
    private readonly GatewayHost _gateway;
    private readonly HttpClient _client;

    public LiveResumeTests()
    {
        // Its clock stands still: nobody looks at the stream but for a client.
        _gateway = new GatewayHost(_stream, new FakeTimeProvider(Pizza.Noon), ("Live:Ring", "8"), ("Live:EventsBehind", "16"));
        _client = _gateway.CreateClient();
    }

    [Fact(Timeout = 60_000)]
    public async Task Clients_that_missed_what_the_ring_has_ask_the_stream_nothing()
    {
        await StoredAndSeenAsync(5, TestContext.Current.CancellationToken);
        var asked = _stream.Questions;

        foreach (var seen in (string[])["2", "5"])
        {
            using var client = await SseReader.OpenAsync(_client, lastEventId: seen);
            if (seen == "2")
                Assert.Equal([3UL, 4, 5], await client.NextIdsAsync(3));
            else
                Assert.Equal(6UL, (_stream.Store(Pizza.Order()), (await client.NextIdsAsync(1))[0]).Item2);
            Assert.Equal(asked, _stream.Questions);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_that_follows_one_order_and_missed_what_the_ring_has_asks_the_stream_nothing()
    {
        var order = Pizza.Order();
        _stream.Store(order);
        await StoredAndSeenAsync(3, TestContext.Current.CancellationToken);
        _stream.Store(order.Reach(OrderStatus.InProgress, Pizza.Noon));
        var asked = _stream.Questions;

        using var client = await SseReader.OpenAsync(_client, $"?order_id={order.OrderId}", lastEventId: "1");

        Assert.Equal([5UL], await client.NextIdsAsync(1));
        Assert.Equal(asked, _stream.Questions);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_id_beyond_the_end_of_the_stream_is_told_and_what_comes_is_shown()
    {
        await StoredAndSeenAsync(2, TestContext.Current.CancellationToken);
        using var client = await SseReader.OpenAsync(_client, lastEventId: "7");
        Assert.Equal("retry: 2000", await client.NextLineAsync());
        Assert.Equal("", await client.NextLineAsync());

        Assert.StartsWith(": event 7 is beyond the end of the stream (2)", await client.NextLineAsync(), StringComparison.Ordinal);
        _stream.Store(Pizza.Order());
        Assert.Equal([3UL], await client.NextIdsAsync(1));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_slow_reader_of_a_long_replay_is_not_cut_off_however_much_comes_in_meanwhile()
    {
        const int Before = 2_000;
        const int Meanwhile = 500;
        var heavy = Pizza.Order() with { Destination = new string('d', 8_000) };
        for (var i = 0; i < Before; i++)
            _stream.Store(heavy);
        using var client = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal([1UL], await client.NextIdsAsync(1));

        for (var i = 0; i < Meanwhile; i++)
            _stream.Store(heavy);

        Assert.Equal(Enumerable.Range(2, Before + Meanwhile - 1).Select(id => (ulong)id), await client.NextIdsAsync(Before + Meanwhile - 1));
    }

    [Fact(Timeout = 60_000)]
    public async Task Clients_that_are_catching_up_are_counted_too()
    {
        _stream.BatchesEnd = new TaskCompletionSource().Task;
        for (var i = 0; i < 20; i++)
            _stream.Store(Pizza.Order());
        using var measurements = new Measurements(_gateway.Services.GetRequiredService<IMeterFactory>());
        using var client = await SseReader.OpenAsync(_client, "?replay=all");
        Assert.Equal([1UL], await client.NextIdsAsync(1));

        Assert.Contains("paddock.sse.clients=1 {client} {}", measurements.All);
    }

    public void Dispose()
    {
        _client.Dispose();
        _gateway.Dispose();
    }

    /// <summary>Stores orders, and waits until the feed has brought the last.</summary>
    private async Task StoredAndSeenAsync(int count, CancellationToken cancellationToken)
    {
        using var witness = await SseReader.OpenAsync(_client);
        for (var i = 0; i < count; i++)
            _stream.Store(Pizza.Order());
        Assert.Equal(count, (await witness.NextIdsAsync(count)).Count);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
