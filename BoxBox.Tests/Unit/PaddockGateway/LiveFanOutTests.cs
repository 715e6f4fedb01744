using System.Diagnostics.Metrics;
using BoxBox.Orders.Stream;
using BoxBox.PaddockGateway;
using BoxBox.PaddockGateway.Live;
using BoxBox.Tests.Fixtures.PaddockGateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class LiveFanOutTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LiveFanOut _fanOut;

    public LiveFanOutTests() => _fanOut = new LiveFanOut(
        Options.Create(new LiveOptions { EventsBehind = 3 }),
        new GatewayMetrics(_services.GetRequiredService<IMeterFactory>()),
        NullLogger<LiveFanOut>.Instance);

    [Fact]
    public void A_client_too_far_behind_is_cut_off_and_the_others_are_not()
    {
        var slow = _fanOut.Join(orderId: null);
        var quick = _fanOut.Join(orderId: null);

        for (ulong sequence = 1; sequence <= 4; sequence++)
        {
            Publish(sequence);
            Assert.True(quick.Events.TryRead(out _));
        }

        Assert.True(slow.CutOff.IsCancellationRequested);
        Assert.False(quick.CutOff.IsCancellationRequested);
        Assert.Equal(1, _fanOut.ClientCount);
    }

    [Fact]
    public void A_client_exactly_at_the_limit_stays()
    {
        var client = _fanOut.Join(orderId: null);

        for (ulong sequence = 1; sequence <= 3; sequence++)
            Publish(sequence);

        Assert.False(client.CutOff.IsCancellationRequested);
        Assert.Equal(3, client.Events.Count);
    }

    [Fact]
    public void Orders_that_a_client_did_not_ask_for_do_not_count()
    {
        var wanted = Guid.CreateVersion7(Pizza.Noon);
        var client = _fanOut.Join(wanted);

        for (ulong sequence = 1; sequence <= 10; sequence++)
            Publish(sequence);
        Publish(11, wanted);

        Assert.False(client.CutOff.IsCancellationRequested);
        Assert.True(client.Events.TryRead(out var step));
        Assert.Equal(11UL, step.Sequence);
    }

    [Fact]
    public void A_client_knows_what_had_gone_out_before_it_came()
    {
        _fanOut.BeginAt(7);
        Publish(8);

        Assert.Equal(8UL, _fanOut.Join(orderId: null).JoinedAt);
    }

    [Fact]
    public void What_a_client_knows_of_a_stream_that_is_gone_lets_it_in_no_more()
    {
        _fanOut.BeginAt(7);
        var generation = _fanOut.Generation;
        var early = _fanOut.Join(orderId: null, generation);

        _fanOut.BeginAt(0);
        var late = _fanOut.Join(orderId: null, generation);
        var anew = _fanOut.Join(orderId: null, _fanOut.Generation);

        Assert.Equal((true, true, false), (early.CutOff.IsCancellationRequested, late.CutOff.IsCancellationRequested, anew.CutOff.IsCancellationRequested));
        Assert.Equal(1, _fanOut.ClientCount);
    }

    [Fact]
    public void A_client_that_left_gets_nothing_more()
    {
        var client = _fanOut.Join(orderId: null);

        _fanOut.Leave(client);
        Publish(1);

        Assert.Equal((0, 0), (_fanOut.ClientCount, client.Events.Count));
    }

    public void Dispose() => _services.Dispose();

    private void Publish(ulong sequence, Guid? orderId = null) => _fanOut.Publish(new StoredStep(sequence, Pizza.Order(id: orderId), "maestro"));
}
