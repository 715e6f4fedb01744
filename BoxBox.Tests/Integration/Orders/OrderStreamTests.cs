using System.Text;
using System.Diagnostics;
using BoxBox.Orders;
using BoxBox.Orders.Stream;
using BoxBox.Tests.Fixtures.Orders;
using BoxBox.Tests.Fixtures.PaddockGateway;
using BoxBox.Tests.Fixtures.Nats;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Integration.Orders;

/// <summary>Writing to the stream and reading it, against a real nats-server.</summary>
public sealed class OrderStreamTests : IAsyncLifetime
{
    private NatsServerProcess _nats = null!;
    private OrderStreamHost _orders = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _nats = await NatsServerProcess.StartAsync();
        _orders = await (await OrderStreamHost.StartAsync(_nats.Url)).ReadyAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_stream_is_made_as_the_contract_says()
    {
        var stream = await _orders.JetStream.GetStreamAsync("ORDERS", cancellationToken: Stop);

        var config = stream.Info.Config;
        Assert.Equal(["orders.>"], config.Subjects!);
        Assert.Equal((StreamConfigStorage.File, StreamConfigRetention.Limits), (config.Storage, config.Retention));
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromDays(7), 1), (config.DuplicateWindow, config.MaxAge, config.NumReplicas));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_step_is_stored_with_its_id_its_author_and_its_trace()
    {
        var order = Pizza.Order();
        using var activity = new Activity("post").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "ferrari=16";
        await _orders.Publisher.PublishAsync(order, "gateway", Stop);

        var stream = await _orders.JetStream.GetStreamAsync("ORDERS", cancellationToken: Stop);
        var stored = await stream.GetDirectAsync<byte[]>(new StreamMsgGetRequest { LastBySubj = $"orders.waiting_to_cook.{order.OrderId}" }, cancellationToken: Stop);

        Assert.Equal(OrderJson.Serialize(order), stored.Data);
        Assert.Equal($"{order.OrderId}:pending", stored.Headers!["Nats-Msg-Id"].ToString());
        Assert.Equal("gateway", stored.Headers["BoxBox-By"].ToString());
        Assert.Contains(activity.TraceId.ToHexString(), stored.Headers["traceparent"].ToString(), StringComparison.Ordinal);
        Assert.Equal("ferrari=16", stored.Headers["tracestate"].ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_step_that_is_published_again_is_stored_once()
    {
        var order = Pizza.Order();

        var acks = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _orders.Publisher.PublishAsync(order, "gateway", Stop).AsTask()));

        Assert.Equal(9, acks.Count(ack => ack.Duplicate));
        Assert.Single(acks.Select(ack => ack.Seq).Distinct());
        Assert.Equal(1UL, (await _orders.History.PositionAsync(Stop)).LastSequence);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(OrderStatus.Completed, OrderStatus.Failed)]
    [InlineData(OrderStatus.Failed, OrderStatus.Completed)]
    public async Task Of_the_two_ends_of_an_order_the_first_is_stored_and_the_second_is_told_so(OrderStatus first, OrderStatus second)
    {
        var order = Pizza.Order();
        await PublishAsync(order);

        var ended = await _orders.Publisher.PublishAsync(order.Reach(first, Pizza.Noon), "fattorino", TestContext.Current.CancellationToken);
        var late = await _orders.Publisher.PublishAsync(order.Reach(second, Pizza.Noon), "maestro", Stop);

        Assert.Equal((false, 2UL), (ended.Duplicate, ended.Seq));
        Assert.Equal((true, 2UL), (late.Duplicate, late.Seq));
        Assert.Null(await _orders.History.FindAsync(second, order.OrderId, Stop));
        Assert.NotNull(await _orders.History.FindAsync(first, order.OrderId, Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_step_is_stored_once_even_where_the_server_has_forgotten_its_message_id()
    {
        // As if the window were over: the stored message has no id that the server remembers.
        var order = Pizza.Order();
        await _orders.JetStream.PublishAsync($"orders.waiting_to_cook.{order.OrderId}", OrderJson.Serialize(order), cancellationToken: Stop);

        var ack = await _orders.Publisher.PublishAsync(order, "gateway", Stop);

        Assert.Equal((true, 1UL), (ack.Duplicate, ack.Seq));
        Assert.Equal(1UL, (await _orders.History.PositionAsync(Stop)).LastSequence);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_that_was_deleted_is_made_again_by_the_next_step()
    {
        await _orders.JetStream.DeleteStreamAsync("ORDERS", Stop);

        var ack = await _orders.Publisher.PublishAsync(Pizza.Order(), "gateway", Stop);

        Assert.Equal((false, 1UL), (ack.Duplicate, ack.Seq));
    }

    [Fact(Timeout = 60_000)]
    public async Task While_NATS_is_away_publishing_fails_and_afterwards_it_works_again()
    {
        await _nats.KillAsync();
        var error = await Record.ExceptionAsync(async () => await _orders.Publisher.PublishAsync(Pizza.Order(), "gateway", Stop));
        Assert.True(error is NatsException or TimeoutException, error?.ToString());

        await _nats.RestartAsync();
        var order = Pizza.Order();
        while (await Record.ExceptionAsync(async () => await _orders.Publisher.PublishAsync(order, "gateway", Stop)) is not null)
            Stop.ThrowIfCancellationRequested();
        Assert.NotNull(await _orders.History.FindAsync(OrderStatus.Pending, order.OrderId, Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_service_that_starts_before_NATS_makes_the_stream_once_it_is_there()
    {
        await _nats.KillAsync();
        await using var early = await OrderStreamHost.StartAsync(_nats.Url);

        await _nats.RestartAsync();
        while (await Record.ExceptionAsync(async () => await early.Publisher.PublishAsync(Pizza.Order(), "gateway", Stop)) is not null)
            Stop.ThrowIfCancellationRequested();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_log_finds_the_steps_of_an_order_one_after_the_other()
    {
        var order = Pizza.Order();
        await PublishAsync(order, Pizza.Order(), order.Reach(OrderStatus.InProgress, Pizza.Noon));

        var steps = await _orders.History.StepsAsync(order.OrderId, 0, Stop);

        Assert.Equal([(1UL, OrderStatus.Pending, "test"), (3, OrderStatus.InProgress, "test")], steps.Select(step => (step.Sequence, step.Order!.Status, step.By)));
        Assert.Equal(3UL, Assert.Single(await _orders.History.StepsAsync(order.OrderId, 1, Stop)).Sequence);
        Assert.Empty(await _orders.History.StepsAsync(Guid.NewGuid(), 0, Stop));
        Assert.Null(await _orders.History.FindAsync(OrderStatus.Completed, order.OrderId, Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_log_names_the_next_message_of_any_order()
    {
        await PublishAsync(Pizza.Order(), Pizza.Order());

        Assert.Equal(2UL, (await _orders.History.NextAsync(1, Stop))!.Sequence);
        Assert.Null(await _orders.History.NextAsync(2, Stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_log_reads_everything_after_a_sequence_and_ends()
    {
        await PublishAsync([.. Enumerable.Range(0, 700).Select(_ => Pizza.Order())]);

        var sequences = await _orders.History.ReadAsync(100, Stop).Select(entry => entry.Sequence).ToArrayAsync(Stop);

        Assert.Equal(Enumerable.Range(101, 600).Select(sequence => (ulong)sequence), sequences);
        var stream = await _orders.JetStream.GetStreamAsync("ORDERS", cancellationToken: Stop);
        Assert.Equal(0, stream.Info.State.ConsumerCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task Following_goes_on_where_it_was_when_NATS_comes_back()
    {
        await PublishAsync(Pizza.Order(), Pizza.Order());
        await using var entries = _orders.History.FollowAsync(1, Stop).GetAsyncEnumerator(Stop);
        Assert.True(await entries.MoveNextAsync());
        Assert.Equal(2UL, entries.Current.Sequence);

        await _nats.KillAsync();
        await _nats.RestartAsync();
        while (await Record.ExceptionAsync(() => PublishAsync(Pizza.Order())) is not null)
            Stop.ThrowIfCancellationRequested();

        Assert.True(await entries.MoveNextAsync());
        Assert.Equal(3UL, entries.Current.Sequence);
    }

    [Fact(Timeout = 60_000)]
    public async Task Following_that_is_cancelled_ends_as_cancelled()
    {
        await PublishAsync(Pizza.Order());
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _orders.History.FollowAsync(0, cancelled.Token))
                await cancelled.CancelAsync();
        });
    }

    [Theory(Timeout = 60_000)]
    [InlineData("orders.waiting_to_cook.x", "{}")]
    [InlineData("orders.waiting_to_cook.0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47", "")]
    [InlineData("orders.completed.0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47", """{"order_id":"0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47","size":"small","destination":"d","username":"u","ordered_at":"2026-09-06T12:00:00Z","status":"pending","updated_at":"2026-09-06T12:00:00Z"}""")]
    public async Task A_message_that_is_no_step_of_its_order_is_an_entry_without_one(string subject, string payload)
    {
        await _orders.JetStream.PublishAsync(subject, Encoding.UTF8.GetBytes(payload), cancellationToken: Stop);

        var next = await _orders.History.NextAsync(0, Stop);
        var read = Assert.Single(await _orders.History.ReadAsync(0, Stop).ToArrayAsync(Stop));
        Assert.All([next!, read], step => Assert.Equal((1UL, null, "", subject), (step.Sequence, step.Order, step.By, step.Subject)));
    }

    public async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync();
        await _nats.DisposeAsync();
    }

    private async Task PublishAsync(params Order[] orders)
    {
        foreach (var order in orders)
            await _orders.Publisher.PublishAsync(order, "test", Stop);
    }
}
