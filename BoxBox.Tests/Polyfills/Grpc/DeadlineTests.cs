using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.Core;
using Grpc.Net.Client;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Deadlines and cancellation, on both sides.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    /// <summary>Long enough for a call to reach its method first, on any machine.</summary>
    private static readonly TimeSpan Longer = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_call_past_its_deadline_fails_and_its_method_is_cancelled()
    {
        await using var server = await EchoServer.StartAsync();
        var deadline = Deadlines.In(Short);

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(new EchoRequest { Hang = true }, deadline: deadline, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_method_is_told_the_deadline_and_cancelled_at_it()
    {
        await using var server = await EchoServer.StartAsync();
        var deadline = Deadlines.In(Longer);

        using var call = server.Client.SayAsync(new EchoRequest { Hang = true }, deadline: deadline, cancellationToken: Cancelled);
        var told = await server.Signals.Deadline.Task.WaitAsync(Cancelled);
        await server.Signals.Cancelled.Task.WaitAsync(Cancelled);

        Assert.Equal(DateTimeKind.Utc, told.Kind);
        Assert.InRange(told, deadline, deadline + TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<RpcException>(async () => await call);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_call_without_a_deadline_has_the_latest_there_is()
    {
        await using var server = await EchoServer.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        using var call = server.Client.SayAsync(new EchoRequest { Hang = true }, cancellationToken: stop.Token);

        Assert.Equal(DateTime.MaxValue, await server.Signals.Deadline.Task.WaitAsync(Cancelled));
        await stop.CancelAsync();
        await Assert.ThrowsAsync<RpcException>(async () => await call);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_deadline_in_the_past_fails_at_once()
    {
        await using var server = await EchoServer.StartAsync();

        var failed = await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Client.SayAsync(new EchoRequest { Hang = true }, deadline: Deadlines.In(-Short), cancellationToken: Cancelled));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
        Assert.False(server.Signals.Hanging.Task.IsCompleted);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_stream_past_its_deadline_fails_where_it_is_read()
    {
        await using var server = await EchoServer.StartAsync();

        using var call = server.Client.Repeat(new EchoRequest { Times = 1, Hang = true }, deadline: Deadlines.In(Longer), cancellationToken: Cancelled);

        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        var failed = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));
        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
        await server.Signals.Cancelled.Task.WaitAsync(Cancelled);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_client_that_cancels_stops_the_method()
    {
        await using var server = await EchoServer.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        using var call = server.Client.SayAsync(new EchoRequest { Hang = true }, deadline: Deadlines.Generous, cancellationToken: stop.Token);
        await server.Signals.Hanging.Task.WaitAsync(Cancelled);
        await stop.CancelAsync();

        var failed = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, failed.StatusCode);
        await server.Signals.Cancelled.Task.WaitAsync(Cancelled);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_call_that_is_disposed_stops_the_method()
    {
        await using var server = await EchoServer.StartAsync();

        var call = server.Client.Repeat(new EchoRequest { Times = 1, Hang = true }, deadline: Deadlines.Generous, cancellationToken: Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        call.Dispose();

        await server.Signals.Cancelled.Task.WaitAsync(Cancelled);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_cancelled_token_stops_a_stream_that_nobody_reads()
    {
        await using var server = await EchoServer.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        using var call = server.Client.Repeat(new EchoRequest { Times = 1, Hang = true }, deadline: Deadlines.Generous, cancellationToken: stop.Token);
        await call.ResponseHeadersAsync;
        await server.Signals.Hanging.Task.WaitAsync(Cancelled);
        await stop.CancelAsync();

        await server.Signals.Cancelled.Task.WaitAsync(Cancelled);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_channel_may_throw_the_exception_of_cancellation_instead()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.CreateClient(new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await client.SayAsync(new EchoRequest { Hang = true }, deadline: Deadlines.In(Short), cancellationToken: Cancelled));
    }
}
