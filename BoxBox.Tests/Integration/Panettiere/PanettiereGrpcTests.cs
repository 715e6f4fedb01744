using BoxBox.Panettiere;
using BoxBox.Protos.Panettiere;
using BoxBox.ServiceDefaults.Telemetry;
using BoxBox.Tests.Fixtures.Panettiere;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Health.V1;
using PizzaSize = BoxBox.Protos.Panettiere.PizzaSize;

namespace BoxBox.Tests.Integration.Panettiere;

public sealed class PanettiereGrpcTests : IAsyncLifetime
{
    private static readonly TimeSpan ADough = TimeSpan.FromSeconds(2);

    private PanettiereHost _panettiere = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _panettiere = await PanettiereHost.StartAsync();

    public ValueTask DisposeAsync() => _panettiere.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task He_makes_the_dough_that_was_asked_for()
    {
        using var call = MakeDough("a");

        await _panettiere.Time.SomebodyWaitsAsync(ADough);
        Assert.Equal("making dough of order a", await StatusAsync());
        _panettiere.Time.Advance(ADough);

        Assert.Equal("Large dough with Cheddar border", (await call).Content);
        Assert.Equal("idle", await StatusAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_request_that_breaks_a_rule_is_an_invalid_argument()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _panettiere.Client.MakeDoughAsync(new DoughRequest { OrderId = "a", Size = (PizzaSize)9 }, cancellationToken: Cancellation));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith("size: ", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Asleep_he_makes_no_dough_and_his_health_says_so()
    {
        await _panettiere.Bench.SleepAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await MakeDough("a"));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Equal("sleeping", await StatusAsync());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await _panettiere.HealthAsync(""));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await _panettiere.HealthAsync("panettiere.v1.PanettiereService"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _panettiere.HttpAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, await _panettiere.HttpAsync("/alive"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Awake_again_he_serves_again()
    {
        await _panettiere.Bench.SleepAsync();
        _panettiere.Bench.WakeUp();

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await _panettiere.HealthAsync(""));
        Assert.Equal(HttpStatusCode.OK, await _panettiere.HttpAsync("/health"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_watches_his_health_sees_him_fall_asleep()
    {
        using var watch = _panettiere.Health.Watch(new HealthCheckRequest(), cancellationToken: Cancellation);
        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.Serving);

        await _panettiere.Bench.SleepAsync();

        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.NotServing);
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_seventeen_who_wait_one_is_sent_away()
    {
        using var inHand = MakeDough("in hand");
        await _panettiere.Time.SomebodyWaitsAsync(ADough);

        var line = Enumerable.Range(0, 17).Select(n => MakeDough($"{n}").ResponseAsync).ToList();
        var sentAway = await Task.WhenAny(line);

        var refused = await Assert.ThrowsAsync<RpcException>(() => sentAway);
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Equal(16, line.Count(place => !place.IsCompleted));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_waits_is_told_when_he_falls_asleep()
    {
        using var inHand = MakeDough("in hand");
        await _panettiere.Time.SomebodyWaitsAsync(ADough);
        // One that is refused proves that sixteen stand in line.
        var line = Enumerable.Range(0, 17).Select(n => MakeDough($"{n}").ResponseAsync).ToList();
        await Task.WhenAny(line);

        var sleeps = _panettiere.Bench.SleepAsync();
        Assert.Equal("should sleep after current work", await StatusAsync());
        _panettiere.Time.Advance(ADough);
        await sleeps;

        Assert.NotEmpty((await inHand).Content);
        foreach (var place in line)
            Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => place)).StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_waits_beyond_his_deadline_leaves_the_line()
    {
        using var spans = new RecordedSpans(PanettiereTelemetry.Name);
        using var inHand = MakeDough("in hand");
        await _panettiere.Time.SomebodyWaitsAsync(ADough);

        var late = await Assert.ThrowsAsync<RpcException>(async () => await MakeDough("late", TimeSpan.FromSeconds(1)));
        await spans.EndedAsync(span => span.OperationName == "wait for turn" && span.GetTagItem(OrderSpans.OrderId) is "late");
        _panettiere.Time.Advance(ADough);
        await inHand;

        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        Assert.Equal("idle", await StatusAsync());
    }

    private AsyncUnaryCall<DoughResponse> MakeDough(string orderId, TimeSpan? deadline = null) =>
        _panettiere.Client.MakeDoughAsync(
            new DoughRequest { OrderId = orderId, Border = BorderKind.Cheddar, Size = PizzaSize.Large },
            deadline: (TimeProvider.System.GetUtcNow() + (deadline ?? TimeSpan.FromSeconds(60))).UtcDateTime,
            cancellationToken: Cancellation);

    private async Task<string> StatusAsync() => (await _panettiere.Client.StatusAsync(new Empty(), cancellationToken: Cancellation)).Status;

    private static async Task ReadUntilAsync(IAsyncStreamReader<HealthCheckResponse> health, HealthCheckResponse.Types.ServingStatus expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        do
            Assert.True(await health.MoveNext(limit.Token));
        while (health.Current.Status != expected);
    }
}
