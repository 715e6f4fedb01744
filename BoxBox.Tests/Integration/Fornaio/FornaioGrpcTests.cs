using System.Diagnostics.Metrics;
using BoxBox.Protos.Fornaio;
using BoxBox.Tests.Fixtures.Fornaio;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Grpc.Health.V1.HealthCheckResponse.Types;
using PizzaSize = BoxBox.Protos.Fornaio.PizzaSize;

namespace BoxBox.Tests.Integration.Fornaio;

public sealed class FornaioGrpcTests : IAsyncLifetime
{
    private static readonly TimeSpan ALarge = TimeSpan.FromSeconds(3);

    private FornaioHost _fornaio = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _fornaio = await FornaioHost.StartAsync();

    public ValueTask DisposeAsync() => _fornaio.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task He_bakes_what_was_asked_for()
    {
        using var call = Bake("a");

        await _fornaio.Time.SomebodyWaitsAsync(ALarge);
        Assert.Equal("1 of 4 places taken, 0 waiting", await StatusAsync());
        _fornaio.Time.Advance(ALarge);

        Assert.Equal("Large pizza with basil, ham", (await call).Content);
        Assert.Equal("0 of 4 places taken, 0 waiting", await StatusAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_burnt_pizza_is_an_aborted_call()
    {
        await using var careless = await FornaioHost.StartWithDiceAsync(new FixedDice(0.5, 0.049));
        using var call = Bake(careless, "a");

        await careless.Time.PassAsync(ALarge);
        var burnt = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal((StatusCode.Aborted, "The pizza burnt: it takes new dough."), (burnt.StatusCode, burnt.Status.Detail));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("", 0, "basil", "order_id: must not be empty.")]
    [InlineData("a", 9, "basil", "size: 9 is not a PizzaSize; known are Small 0, Medium 1, Large 2.")]
    [InlineData("a", 0, " ", "toppings[0]: must not be blank.")]
    public async Task A_request_that_breaks_a_rule_is_an_invalid_argument(string orderId, int size, string topping, string detail)
    {
        var request = new BakeRequest { OrderId = orderId, Size = (PizzaSize)size, Toppings = { topping } };

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _fornaio.Client.BakeAsync(request, cancellationToken: Cancellation));

        Assert.Equal((StatusCode.InvalidArgument, detail), (refused.StatusCode, refused.Status.Detail));
        Assert.Equal("0 of 4 places taken, 0 waiting", await StatusAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task With_four_in_the_oven_sixteen_wait_and_one_more_is_sent_away()
    {
        using var calls = new Calls(await FillAsync());

        var line = Enumerable.Range(0, 17).Select(n => calls.Add(Bake($"waiting {n}")).ResponseAsync).ToList();
        var refused = await Assert.ThrowsAsync<RpcException>(() => Task.WhenAny(line).Unwrap());

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("16", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(16, line.Count(place => !place.IsCompleted));
        Assert.Equal("4 of 4 places taken, 16 waiting", await StatusAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_waits_beyond_his_deadline_leaves_the_line()
    {
        using var measured = new Measurements(_fornaio.Services.GetRequiredService<IMeterFactory>());
        using var calls = new Calls(await FillAsync());

        var late = await Assert.ThrowsAsync<RpcException>(async () => await Bake(_fornaio, "late", TimeSpan.FromSeconds(1)));
        await measured.HasAsync("fornaio.bake.count", "size=large,outcome=cancelled");

        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        Assert.Equal("4 of 4 places taken, 0 waiting", await StatusAsync());
        _fornaio.Time.Advance(ALarge);
        await calls.AreBakedAsync(4);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_hangs_up_frees_his_place_for_the_next()
    {
        using var calls = new Calls(await FillAsync());
        using var next = Bake("next");

        calls.HangUp(2);

        await _fornaio.Time.SomebodyWaitsAsync(ALarge);
        Assert.Equal("4 of 4 places taken, 0 waiting", await StatusAsync());
        _fornaio.Time.Advance(ALarge);
        Assert.NotEmpty((await next).Content);
    }

    [Fact(Timeout = 60_000)]
    public async Task When_the_service_stops_the_line_is_sent_away_and_what_is_in_the_oven_is_baked()
    {
        using var calls = new Calls(await FillAsync());
        // One that is refused proves that sixteen stand in line.
        var line = Enumerable.Range(0, 17).Select(n => calls.Add(Bake($"waiting {n}")).ResponseAsync).ToList();
        line.Remove(await Task.WhenAny(line));

        var stopped = _fornaio.StopAsync();
        foreach (var waiting in line)
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => waiting)).StatusCode);
        _fornaio.Time.Advance(ALarge);

        await calls.AreBakedAsync(4);
        await stopped.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact(Timeout = 60_000)]
    public async Task While_he_runs_he_serves()
    {
        Assert.Equal(ServingStatus.Serving, await _fornaio.HealthAsync(""));
        Assert.Equal(ServingStatus.Serving, await _fornaio.HealthAsync("fornaio.v1.FornaioService"));
        Assert.Equal(HttpStatusCode.OK, await _fornaio.HttpAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, await _fornaio.HttpAsync("/alive"));
    }

    private static AsyncUnaryCall<BakeResponse> Bake(FornaioHost fornaio, string orderId, TimeSpan? deadline = null) =>
        fornaio.Client.BakeAsync(
            new BakeRequest { OrderId = orderId, Size = PizzaSize.Large, Toppings = { "basil", "ham" } },
            deadline: (TimeProvider.System.GetUtcNow() + (deadline ?? TimeSpan.FromSeconds(60))).UtcDateTime,
            cancellationToken: Cancellation);

    private AsyncUnaryCall<BakeResponse> Bake(string orderId) => Bake(_fornaio, orderId);

    /// <summary>Four calls whose pizzas are in the oven.</summary>
    private async Task<List<AsyncUnaryCall<BakeResponse>>> FillAsync()
    {
        var calls = new List<AsyncUnaryCall<BakeResponse>>();
        for (var place = 0; place < 4; place++)
        {
            calls.Add(Bake($"in the oven {place}"));
            await _fornaio.Time.SomebodyWaitsAsync(ALarge);
        }

        return calls;
    }

    private async Task<string> StatusAsync() => (await _fornaio.Client.StatusAsync(new Empty(), cancellationToken: Cancellation)).Status;

    private sealed class Calls(List<AsyncUnaryCall<BakeResponse>> calls) : IDisposable
    {
        public AsyncUnaryCall<BakeResponse> Add(AsyncUnaryCall<BakeResponse> call)
        {
            calls.Add(call);
            return call;
        }

        public void HangUp(int call) => calls[call].Dispose();

        public async Task AreBakedAsync(int count)
        {
            foreach (var call in calls.Take(count))
                Assert.NotEmpty((await call).Content);
        }

        public void Dispose() => calls.ForEach(call => call.Dispose());
    }
}
