using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Integration.Orders;

/// <summary>Writing to the stream and reading it, against a real nats-server.</summary>
public sealed class OrderStreamTests : OverOrderStream
{
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
    public async Task A_stream_that_another_version_made_is_brought_up_to_date_with_all_that_it_holds()
    {
        await _orders.JetStream.DeleteStreamAsync("ORDERS", TestContext.Current.CancellationToken);
        var old = new StreamConfig("ORDERS", ["orders.>"]) { MaxAge = TimeSpan.FromDays(1), DuplicateWindow = TimeSpan.FromMinutes(1), AllowDirect = false };
        await _orders.JetStream.CreateStreamAsync(old, Stop);
        await PublishAsync(Pizza.Order());

        await using var next = await OrderStreamHost.StartAsync(_nats.Url, new("Orders:MaxAge", "14.00:00:00"), new("Orders:MaxBytes", "10000000"));
        await next.ReadyAsync();
        StreamConfig config;
        do
            config = (await _orders.JetStream.GetStreamAsync("ORDERS", cancellationToken: Stop)).Info.Config;
        while (config.MaxAge != TimeSpan.FromDays(14));

        Assert.Equal((TimeSpan.FromMinutes(2), true, 10_000_000, StreamConfigDiscard.New), (config.DuplicateWindow, config.AllowDirect, config.MaxBytes, config.Discard));
        Assert.Equal(1UL, (await next.History.PositionAsync(Stop)).LastSequence);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_subject_that_has_a_message_refuses_another_with_10071_which_is_what_we_read_as_stands_there_already()
    {
        var empty = new NatsJSPubOpts { ExpectedLastSubjectSequence = 0 };
        var first = await _orders.JetStream.PublishAsync("orders.completed.x", "{}", opts: empty, cancellationToken: TestContext.Current.CancellationToken);

        var second = await _orders.JetStream.PublishAsync("orders.completed.x", "{}", opts: empty, cancellationToken: Stop);

        Assert.Null(first.Error);
        Assert.Equal(10071, second.Error?.ErrCode);
        Assert.True(JetStreamErrors.IsWrongLastSequence(second.Error!));
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_no_stream_listens_a_publish_says_so_at_once()
    {
        await _orders.JetStream.DeleteStreamAsync("ORDERS", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<NatsJSPublishNoResponseException>(async () => await _orders.JetStream.PublishAsync("orders.completed.x", "{}", cancellationToken: Stop));
        var refused = await Assert.ThrowsAsync<NatsJSApiException>(async () => await _orders.JetStream.GetStreamAsync("ORDERS", cancellationToken: Stop));
        Assert.True(JetStreamErrors.IsStreamNotFound(refused.Error));
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
        await using var orders = await (await OrderStreamHost.StartAsync(new HurriedTime(), _nats.Url)).ReadyAsync();
        await _nats.KillAsync();
        var error = await Record.ExceptionAsync(async () => await orders.Publisher.PublishAsync(Pizza.Order(), "gateway", Stop));
        Assert.True(error is NatsException or TimeoutException, error?.ToString());

        await _nats.RestartAsync();
        var order = Pizza.Order();
        while (await Record.ExceptionAsync(async () => await orders.Publisher.PublishAsync(order, "gateway", Stop)) is not null)
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
    public async Task The_history_reads_everything_after_a_sequence_and_ends()
    {
        await PublishAsync([.. Enumerable.Range(0, 700).Select(_ => Pizza.Order())]);

        var sequences = await _orders.History.ReadAsync(100, Stop).Select(entry => entry.Sequence).ToArrayAsync(Stop);

        Assert.Equal(Enumerable.Range(101, 600).Select(sequence => (ulong)sequence), sequences);
        var stream = await _orders.JetStream.GetStreamAsync("ORDERS", cancellationToken: Stop);
        Assert.Equal(0, stream.Info.State.ConsumerCount);
    }

    [Fact(Timeout = 120_000)]
    public async Task Following_has_neither_gap_nor_repeat_when_NATS_is_killed_in_the_middle_of_the_traffic()
    {
        const int Count = 300;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var publishing = PublishThroughKillsAsync(Count);
        var followed = new List<StoredStep>();
        await foreach (var step in _orders.History.FollowAsync(0, done.Token))
        {
            followed.Add(step);
            if (followed.Count == Count)
                break;
        }

        await publishing;
        Assert.Equal(Enumerable.Range(1, Count).Select(sequence => (ulong)sequence), followed.Select(step => step.Sequence));
        Assert.Equal(Count, followed.Select(step => step.Order!.OrderId).Distinct().Count());
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

    /// <summary>Each order is published until it is stored; the server is killed twice on the way.</summary>
    private async Task PublishThroughKillsAsync(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var order = Pizza.Order();
            if (number % (count / 3) == 0 && number < count)
            {
                await _nats.KillAsync();
                await _nats.RestartAsync();
            }

            while (await Record.ExceptionAsync(async () => await _orders.Publisher.PublishAsync(order, "test", Stop)) is not null)
                Stop.ThrowIfCancellationRequested();
        }
    }

    private async Task PublishAsync(params Order[] orders)
    {
        foreach (var order in orders)
            await _orders.Publisher.PublishAsync(order, "test", Stop);
    }
}
