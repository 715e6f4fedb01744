using BoxBox.Maestro;
using BoxBox.Maestro.Colleagues;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Unit.Maestro;

public sealed class KitchenTests : IDisposable
{
    private readonly KitchenBench _kitchen = new();

    [Fact(Timeout = 30_000)]
    public async Task An_order_is_taken_up_then_made_then_sent_on_and_only_then_acknowledged()
    {
        await _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions { SmokingDurationInSeconds = 0 }), _kitchen.Bench.Delivery("a"));

        Assert.Equal(["publishing InProgress", "stored InProgress", "dough", "oven", "publishing WaitingDelivery", "stored WaitingDelivery", "ack a"], _kitchen.Bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_burnt_pizza_begins_again_with_new_dough_and_the_order_is_finished_once()
    {
        _kitchen.Oven.Answer = () => Task.FromResult(_kitchen.Bench.Journal.Count("oven") < 3 ? Baked.Burnt : Baked.Well);

        await _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions { SmokingDurationInSeconds = 0 }), _kitchen.Bench.Delivery("a"));

        Assert.Equal(
            ["publishing InProgress", "stored InProgress", "dough", "oven", "dough", "oven", "dough", "oven", "publishing WaitingDelivery", "stored WaitingDelivery", "ack a"],
            _kitchen.Bench.Journal.Entries);
    }

    [Fact(Timeout = 30_000)]
    public async Task Each_burnt_pizza_is_an_event_in_the_orders_span()
    {
        using var spans = new RecordedSpans(WorkBench.SpansName);
        _kitchen.Oven.Answer = () => Task.FromResult(_kitchen.Bench.Journal.Count("oven") < 3 ? Baked.Burnt : Baked.Well);
        var delivery = _kitchen.Bench.Delivery("a");

        await _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions { SmokingDurationInSeconds = 0 }), delivery);

        var span = Assert.Single(spans.All, span => delivery.Subject.Equals(span.GetTagItem("messaging.destination.name")));
        Assert.Equal(["pizza burnt", "pizza burnt"], span.Events.Select(e => e.Name));
        Assert.Equal([1, 2], span.Events.Select(e => e.Tags.Single().Value));
    }

    [Fact(Timeout = 30_000)]
    public async Task Five_burnt_pizzas_in_a_row_are_a_failure_and_ten_failures_end_the_order()
    {
        _kitchen.Oven.Answer = () => Task.FromResult(Baked.Burnt);
        var order = WorkBench.Order();

        await _kitchen.Bench.RunAsync(_kitchen.Worker(new MaestroOptions()), [.. Enumerable.Range(1, 10).Select(n => FakeDelivery.Of(order, $"{n}", _kitchen.Bench.Journal, n))]);

        Assert.Equal((50, 50), (_kitchen.Bench.Journal.Count("dough"), _kitchen.Bench.Journal.Count("oven")));
        Assert.Equal((1, 1, 1), (_kitchen.Bench.Journal.Count("give back 9"), _kitchen.Bench.Journal.Count("stored Failed"), _kitchen.Bench.Journal.Count("reject 10")));
    }

    public void Dispose() => _kitchen.Dispose();
}
