using BoxBox.Tests.Fixtures.Maestro;
using Grpc.Core;
using Grpc.Net.Client;

namespace BoxBox.Tests.Integration.Maestro;

/// <summary>Nothing comes again here because nobody acknowledged it: what reaches a second Maestro was given back.</summary>
public sealed class MaestroStopTests : MaestroOverNats
{
    private static readonly KeyValuePair<string, string?> LongAckWait = new("Orders:AckWaitInSeconds", "3600");

    private readonly TaskCompletionSource _asked = new();

    [Fact(Timeout = 180_000)]
    public async Task A_stop_gives_back_what_he_has_not_begun_for_the_next_who_comes()
    {
        var made = new TaskCompletionSource();
        MakeDough(gone => made.Task.WaitAsync(gone));
        var orders = Orders(5);
        await using (var first = await StartAsync(LongAckWait))
        {
            foreach (var order in orders)
                await PlaceAsync(first, order);
            await _asked.Task.WaitAsync(Limit.Token);
            var stopped = first.StopAsync();
            made.SetResult();
            await stopped.WaitAsync(Limit.Token);
        }

        var inHand = Panettiere.Requests[0].OrderId;
        await using var second = await StartAsync(LongAckWait);
        foreach (var order in orders)
            Assert.Equal(3, (await StepsUntilAsync(second, order, OrderStatus.WaitingDelivery)).Count);

        // The one in hand is let go, and made again, where a busy machine takes longer for it than a stop may.
        var others = Panettiere.Requests.Select(request => request.OrderId).Where(id => id != inHand).Order();
        Assert.Equal(orders.Select(order => order.OrderId.ToString()).Where(id => id != inHand).Order(), others);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_caller_who_never_hangs_up_does_not_keep_his_orders_from_a_colleague()
    {
        var made = new TaskCompletionSource();
        MakeDough(gone => made.Task.WaitAsync(gone));
        var orders = Orders(3);
        var leaving = await StartAsync(LongAckWait);
        foreach (var order in orders)
            await PlaceAsync(leaving, order);
        await _asked.Task.WaitAsync(Limit.Token);
        using var channel = GrpcChannel.ForAddress(leaving.Address);
        using var call = await ExploreAsync(channel);

        var left = leaving.DisposeAsync().AsTask();
        made.SetResult();
        await using var colleague = await StartAsync(LongAckWait);
        foreach (var order in orders)
            Assert.Equal(3, (await StepsUntilAsync(colleague, order, OrderStatus.WaitingDelivery)).Count);

        call.Dispose();
        await left;
    }

    private static List<Order> Orders(int count) => [.. Enumerable.Range(0, count).Select(_ => WorkBench.Order())];

    private void MakeDough(Func<CancellationToken, Task> making) => Panettiere.Answer = (_, gone) =>
    {
        _asked.TrySetResult();
        return making(gone);
    };

    /// <summary>Asks for the list of services, as an explorer does, and then neither asks on nor hangs up.</summary>
    private async Task<IDisposable> ExploreAsync(GrpcChannel channel)
    {
        var bytes = Marshallers.Create(message => message, message => message);
        var method = new Method<byte[], byte[]>(MethodType.DuplexStreaming, "grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo", bytes, bytes);
        var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(method, null, new CallOptions(cancellationToken: Limit.Token));
        // Field 7, list_services, of a ServerReflectionRequest: a string, here an empty one.
        await call.RequestStream.WriteAsync([0x3A, 0x00], Limit.Token);
        Assert.True(await call.ResponseStream.MoveNext(Limit.Token));
        return call;
    }
}
