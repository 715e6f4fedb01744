using System.Net.Http.Json;
using BoxBox.PaddockGateway.Bookkeeping;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class LedgerOverNatsTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private NatsServerProcess _nats = null!;
    private GatewayHost _gateway = null!;
    private HttpClient _client = null!;

    private CancellationToken Stop => _limit.Token;

    private IOrderPublisher Publisher => _gateway.Services.GetRequiredService<IOrderPublisher>();

    private INatsJSContext JetStream => _gateway.Services.GetRequiredService<INatsJSContext>();

    public async ValueTask InitializeAsync()
    {
        _limit.CancelAfter(TimeSpan.FromMinutes(2));
        _nats = await NatsServerProcess.StartAsync();
        // A test that wants a snapshot asks for it.
        _gateway = new GatewayHost(_nats.Url, ("Ledger:SaveIntervalInSeconds", "3600"));
        _client = _gateway.CreateClient();
    }

    [Fact(Timeout = 180_000)]
    public async Task What_breaks_the_guarantees_is_seen_and_replicas_and_a_restarted_gateway_say_the_same()
    {
        await PlaceAsync(3);
        var order = Pizza.Order();
        foreach (var status in Enum.GetValues<OrderStatus>().Where(status => status is not OrderStatus.Failed))
            await PublishAsync(order.Reach(status, Pizza.Noon));
        await StoreAsync(OrderStatus.Completed, order.OrderId);
        await StoreAsync(OrderStatus.Failed, order.OrderId);
        await StoreAsync(OrderStatus.InProgress, Guid.NewGuid());

        var here = await LedgerAsync(_client);
        await using var replica = new GatewayHost(_nats.Url);
        var there = await LedgerAsync(replica.CreateClient());

        Assert.Equal((4, 3, 1, 0), (here.Accepted, here.Pending, here.Completed, here.Failed));
        Assert.Equal((1, 2, 11UL), (here.Duplicates, here.OutOfOrder, here.AsOfSequence));
        Assert.Equal(here, there);
    }

    [Fact(Timeout = 180_000)]
    public async Task It_goes_on_when_NATS_was_killed_and_came_back()
    {
        await PlaceAsync(2);
        await using var gateway = new GatewayHost(_nats.Url, new HurriedTime());
        using var client = gateway.CreateClient();
        Assert.Equal(2, (await LedgerAsync(client)).Accepted);

        await _nats.KillAsync();
        using (var away = await client.GetAsync(new Uri("/v1/ledger", UriKind.Relative), Stop))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        await _nats.RestartAsync();
        (await client.PlaceAsync()).EnsureSuccessStatusCode();

        var ledger = await LedgerAsync(client);
        Assert.Equal((3, 3UL), (ledger.Accepted, ledger.AsOfSequence));
    }

    [Fact(Timeout = 180_000)]
    public async Task A_stream_that_is_deleted_is_counted_anew()
    {
        await PlaceAsync(3);
        Assert.Equal((3, 3UL), await AcceptedAsOfAsync());

        await JetStream.DeleteStreamAsync("ORDERS", Stop);
        await PlaceAsync(5);

        Assert.Equal((5, 5UL), await AcceptedAsOfAsync());
    }

    [Fact(Timeout = 180_000)]
    public async Task What_the_stream_has_dropped_a_restarted_gateway_does_not_count_and_says_so()
    {
        var order = Pizza.Order();
        await PublishAsync(order);
        await PlaceAsync(2);
        await JetStream.PurgeStreamAsync("ORDERS", new StreamPurgeRequest(), Stop);
        await using var restarted = new GatewayHost(_nats.Url);
        using var client = restarted.CreateClient();

        var nothing = await LedgerAsync(client);
        Assert.Equal((0, 4UL, 3UL), (nothing.Accepted, nothing.SinceSequence, nothing.AsOfSequence));
        await PublishAsync(order.Reach(OrderStatus.InProgress, Pizza.Noon));
        await PlaceAsync(1);

        var since = await LedgerAsync(client);
        Assert.Equal((1, 1, 0, 4UL, 5UL), (since.Accepted, since.Pending, since.OutOfOrder, since.SinceSequence, since.AsOfSequence));
        var all = await LedgerAsync(_client);
        Assert.Equal((4, 3, 1, 1UL, 5UL), (all.Accepted, all.Pending, all.InProgress, all.SinceSequence, all.AsOfSequence));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_gateway_that_starts_goes_on_from_what_another_saved()
    {
        var store = new LedgerObjectStore(JetStream, Options.Create(new OrdersOptions()), TimeProvider.System);
        var order = Pizza.Order();
        await PublishAsync(order);
        await PlaceAsync(2);
        await LedgerAsync(_client);
        var (ledger, stream) = (_gateway.Services.GetRequiredService<CurrentLedger>(), await _gateway.Services.GetRequiredService<IOrderHistory>().PositionAsync(TestContext.Current.CancellationToken));
        Assert.Null(await store.LoadAsync(stream, Stop));
        await store.SaveAsync(ledger.Save(since: 0)!, Stop);

        // Only a saved ledger can know of what is gone.
        await JetStream.PurgeStreamAsync("ORDERS", new StreamPurgeRequest(), Stop);
        await PublishAsync(order.Reach(OrderStatus.InProgress, Pizza.Noon));
        await using var restarted = new GatewayHost(_nats.Url);
        using var client = restarted.CreateClient();

        var totals = await LedgerAsync(client);
        Assert.Equal((3, 2, 1, 0, 1UL, 4UL), (totals.Accepted, totals.Pending, totals.InProgress, totals.OutOfOrder, totals.SinceSequence, totals.AsOfSequence));
        var found = await (await client.GetAsync(new Uri($"/v1/order/{order.OrderId}", UriKind.Relative), Stop)).ReadJsonAsync();
        Assert.Equal(2, found.GetProperty("history").GetArrayLength());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_saved_ledger_is_not_believed_where_it_does_not_fit_and_the_later_one_stays()
    {
        var store = new LedgerObjectStore(JetStream, Options.Create(new OrdersOptions()), TimeProvider.System);
        var stream = new StreamPosition(7, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await store.SaveAsync(SavedAt(5, stream), TestContext.Current.CancellationToken);
        await store.SaveAsync(SavedAt(3, stream), TestContext.Current.CancellationToken);

        Assert.Equal(5UL, (await store.LoadAsync(stream, Stop))?.AsOf);
        Assert.Null(await store.LoadAsync(stream with { LastSequence = 4 }, Stop));
        Assert.Null(await store.LoadAsync(stream with { Created = stream.Created.AddSeconds(1) }, Stop));
        await store.SaveAsync(SavedAt(2, stream with { Created = stream.Created.AddSeconds(1) }), TestContext.Current.CancellationToken);
        Assert.Equal(2UL, (await store.LoadAsync(stream with { Created = stream.Created.AddSeconds(1) }, Stop))?.AsOf);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _nats.DisposeAsync();
        _limit.Dispose();
    }

    private static LedgerSnapshot SavedAt(ulong sequence, StreamPosition stream)
    {
        var ledger = new Ledger();
        ledger.SkipTo(sequence);
        return ledger.Save(stream.Created)();
    }

    private async Task PlaceAsync(int count)
    {
        for (var i = 0; i < count; i++)
            (await _client.PlaceAsync()).EnsureSuccessStatusCode();
    }

    private Task PublishAsync(Order step) => PersistAsync(async () => await Publisher.PublishAsync(step, "test", Stop));

    /// <summary>Past everything that keeps a step from being stored twice.</summary>
    private Task StoreAsync(OrderStatus status, Guid orderId)
    {
        var once = new NatsJSPubOpts { MsgId = $"{Guid.NewGuid()}" };
        return PersistAsync(async () => (await JetStream.PublishAsync(OrderSubjects.For(status, orderId), "{}", opts: once, cancellationToken: Stop)).EnsureSuccess());
    }

    /// <summary>As a worker does: what a busy JetStream did not answer in time is published again, and stored once.</summary>
    private async Task PersistAsync(Func<Task> publish)
    {
        while (true)
        {
            try
            {
                await publish();
                return;
            }
            catch (Exception error) when (error is TimeoutException or NatsException && !Stop.IsCancellationRequested)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(error.Message);
            }
        }
    }

    /// <summary>As a client does: told to come back later, it does.</summary>
    private async Task<LedgerTotals> LedgerAsync(HttpClient client)
    {
        while (true)
        {
            using var response = await client.GetAsync(new Uri("/v1/ledger", UriKind.Relative), Stop);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                return (await response.Content.ReadFromJsonAsync(LedgerJson.Default.LedgerTotals, Stop))!;
        }
    }

    private async Task<(long Accepted, ulong AsOf)> AcceptedAsOfAsync()
    {
        var ledger = await LedgerAsync(_client);
        return (ledger.Accepted, ledger.AsOfSequence);
    }
}
