using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Integration.Orders;

/// <summary>What everybody relies on who writes to the stream or reads it; the fake in memory keeps it as the real one does.</summary>
public abstract class StreamContractTests : StepContractTests, IAsyncLifetime
{
    private protected abstract IOrderPublisher Publisher { get; }

    private protected abstract IOrderHistory History { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private protected override async Task<PubAckResponse> StoreAsync(Order order) => await Publisher.PublishAsync(order, "test", TestContext.Current.CancellationToken);

    private protected override async Task<Order?> LookAsync(OrderStatus step, Guid orderId) =>
        (await History.FindAsync(step, orderId, TestContext.Current.CancellationToken))?.Order;

    [Fact(Timeout = 60_000)]
    public async Task An_empty_stream_ends_at_0_and_has_nothing()
    {
        var stop = TestContext.Current.CancellationToken;

        Assert.Equal(0UL, (await History.PositionAsync(stop)).LastSequence);
        Assert.Null(await History.NextAsync(0, stop));
        Assert.Empty(await History.ReadAsync(0, stop).ToArrayAsync(stop));
        Assert.Empty(await History.StepsAsync(Guid.NewGuid(), 0, stop));
        Assert.Null(await History.FindAsync(OrderStatus.Pending, Guid.NewGuid(), stop));
        Assert.Null(await History.FindFirstAsync(OrderStatus.Pending, Guid.NewGuid(), stop));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_stored_is_found_as_it_was_published()
    {
        var stop = TestContext.Current.CancellationToken;
        var order = Pizza.Order();

        var ack = await Publisher.PublishAsync(order, "gateway", stop);

        Assert.Equal((false, 1UL), (ack.Duplicate, ack.Seq));
        StoredStep?[] found = [
            await History.FindAsync(OrderStatus.Pending, order.OrderId, stop), await History.FindFirstAsync(OrderStatus.Pending, order.OrderId, stop),
            await History.NextAsync(0, stop), .. await History.ReadAsync(0, stop).ToArrayAsync(stop)];
        foreach (var step in found)
        {
            Assert.Equal((1UL, OrderSubjects.For(OrderStatus.Pending, order.OrderId), "gateway"), (step!.Sequence, step.Subject, step.By));
            Assert.Equal(OrderJson.Serialize(order), step.Payload.ToArray());
            Assert.Equal(OrderJson.Serialize(order), OrderJson.Serialize(step.Order!));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_steps_of_an_order_come_in_their_order_without_those_of_others()
    {
        var stop = TestContext.Current.CancellationToken;
        var order = Pizza.Order();
        await PublishAsync(order, Pizza.Order(), order.Reach(OrderStatus.InProgress, Pizza.Noon), order.Fail("burnt", Pizza.Noon));

        Assert.Equal([1UL, 3, 4], (await History.StepsAsync(order.OrderId, 0, stop)).Select(step => step.Sequence));
        Assert.Equal([3UL, 4], (await History.StepsAsync(order.OrderId, 1, stop)).Select(step => step.Sequence));
        Assert.Equal("burnt", (await History.StepsAsync(order.OrderId, 3, stop))[0].Order!.Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task Reading_ends_where_the_stream_ends_and_following_goes_on()
    {
        var stop = TestContext.Current.CancellationToken;
        await PublishAsync(Pizza.Order(), Pizza.Order(), Pizza.Order());

        Assert.Equal([2UL, 3], await History.ReadAsync(1, stop).Select(step => step.Sequence).ToArrayAsync(stop));
        Assert.Equal(3UL, (await History.NextAsync(2, stop))?.Sequence);
        await using var following = History.FollowAsync(1, stop).GetAsyncEnumerator(stop);
        foreach (var expected in (ulong[])[2, 3, 4])
        {
            if (expected == 4)
                await PublishAsync(Pizza.Order());
            Assert.True(await following.MoveNextAsync());
            Assert.Equal(expected, following.Current.Sequence);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Following_that_is_cancelled_ends_as_cancelled()
    {
        await PublishAsync(Pizza.Order());
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in History.FollowAsync(0, cancelled.Token))
                await cancelled.CancelAsync();
        });
    }

    private async Task PublishAsync(params Order[] orders)
    {
        foreach (var order in orders)
            await Publisher.PublishAsync(order, "test", TestContext.Current.CancellationToken);
    }
}

public sealed class NatsStreamContractTests : StreamContractTests
{
    private NatsServerProcess _nats = null!;
    private OrderStreamHost _orders = null!;

    private protected override IOrderPublisher Publisher => _orders.Publisher;

    private protected override IOrderHistory History => _orders.History;

    public override async ValueTask InitializeAsync()
    {
        _nats = await NatsServerProcess.StartAsync();
        _orders = await (await OrderStreamHost.StartAsync(_nats.Url)).ReadyAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync();
        await _nats.DisposeAsync();
    }
}

/// <summary>What the workers' tests publish into, and read from.</summary>
public sealed class WorkersStreamContractTests : StreamContractTests
{
    private readonly FakeStream _stream = new();

    private protected override IOrderPublisher Publisher => new FakePublisher(new Journal(), _stream);

    private protected override IOrderHistory History => _stream;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class FakeStreamContractTests : StreamContractTests
{
    private readonly FakeStream _stream = new();

    private protected override IOrderPublisher Publisher => _stream;

    private protected override IOrderHistory History => _stream;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
