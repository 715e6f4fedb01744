using System.Globalization;
using Aspire.Hosting.Testing;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Telemetry;
using NATS.Client.Core;
using NATS.Client.JetStream;
using OpenTelemetry.Proto;
using StatusCode = OpenTelemetry.Proto.Status.Types.StatusCode;

namespace BoxBox.Tests.System.Telemetry;

/// <summary>Traces of orders that did not go smoothly.</summary>
[Collection(nameof(TheObservedSystem))]
public sealed class TroubledOrderTraceTests(ObservedBoxBox boxBox)
{
    private const string MakeDough = "panettiere.v1.PanettiereService/MakeDough";
    private const string Process = "process orders.waiting_to_cook.{order_id}";

    [Fact(Timeout = 300_000)]
    public async Task An_order_that_meets_a_sleeping_Panettiere_shows_each_try_and_why_it_failed()
    {
        using var patience = Patience.ATest();

        var (orderId, trace) = await OrderWhileTheySleepAsync(trace => trace.All(MakeDough).Any(IsRefused), patience.Token);

        trace.AssertSound(orderId);
        var refused = trace.All(MakeDough).First(IsRefused);
        Assert.Equal(("RESOURCE_EXHAUSTED", StatusCode.Error), (refused["error.type"], refused.Data.Status.Code));
        var call = trace.ParentOf(refused)!;
        Assert.Equal("get dough", call.Name);
        var tries = trace.Spans.Where(span => span.Name == MakeDough && span.Parent == call.Id).ToList();
        Assert.True(tries.Count > 1, $"{trace}");
        Assert.All(tries.SkipLast(1), failed => Assert.Equal("RESOURCE_EXHAUSTED", failed["rpc.response.status_code"]));
        var server = trace.All(MakeDough).First(span => trace.ParentOf(span) == refused);
        await boxBox.Telemetry.UntilAsync(
            "the Panettiere's line and his sleep",
            () => boxBox.Telemetry.Logs.Any(line => line.Data.SpanId == server.Id && line.Text == $"Order {orderId} is sent away: The Panettiere sleeps.")
                && boxBox.Telemetry.Spans.Any(span => span.Name == "sleep" && span.Id == server.Data.Links.Single().SpanId) ? this : null,
            patience.Token);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_order_that_was_given_back_shows_each_delivery_and_all_but_the_first_link_to_its_message()
    {
        using var patience = Patience.ATest();

        var killed = await boxBox.KillAsync("fornaio", patience.Token);
        var orderId = await boxBox.Customer.OrderAsync("small", patience.Token);
        await boxBox.Telemetry.UntilAsync(
            "the Maestro who finds nobody at the oven",
            () => boxBox.Telemetry.Logs.FirstOrDefault(line => line["boxbox.order.id"] == orderId.ToString() && line.Text.Contains("is given back", StringComparison.Ordinal)),
            patience.Token);
        await boxBox.StartAsync(killed, patience.Token);
        await boxBox.Customer.StepsUntilAsync(orderId, Observing.LastStep, patience.Token);
        var trace = await boxBox.TraceAsync(orderId, patience.Token);

        trace.AssertSound(orderId);
        var deliveries = trace.All(Process);
        Assert.Equal(Enumerable.Range(1, deliveries.Count), deliveries.Select(span => Number(span["messaging.nats.delivery_count"])));
        Assert.All(deliveries, span => Assert.Equal("publish orders.waiting_to_cook.{order_id}", trace.ParentOf(span)?.Name));
        Assert.Empty(deliveries[0].Data.Links);
        Assert.Equal("give back", Assert.Single(deliveries[0].Data.Events).Name);
        Assert.Equal((StatusCode.Error, "BoxBox.Orders.Work.ColleagueAwayException"), (deliveries[0].Data.Status.Code, deliveries[0]["error.type"]));
        var link = Assert.Single(deliveries[1].Data.Links);
        Assert.Equal((deliveries[1].Data.TraceId, deliveries[1].Parent), (link.TraceId, link.SpanId));
        Assert.Equal("2", link.Attributes.Find("messaging.nats.delivery_count"));
    }

    [Fact(Timeout = 300_000)]
    public async Task Sleep_and_lunch_belong_to_no_order_and_have_traces_of_their_own()
    {
        using var patience = Patience.ATest();

        var sleep = await boxBox.Telemetry.UntilAsync("the span of a sleep", () => boxBox.Telemetry.Spans.FirstOrDefault(span => span.Name == "sleep"), patience.Token);
        var lunch = await boxBox.Telemetry.UntilAsync("the span of a lunch", () => boxBox.Telemetry.Spans.FirstOrDefault(span => span.Name == "lunch"), patience.Token);

        Assert.Equal(("panettiere", "maestro"), (sleep.Service, lunch.Service));
        Assert.All([sleep, lunch], span => Assert.True(span.Parent.IsEmpty && span["boxbox.order.id"] is null));
    }

    [Fact(Timeout = 300_000)]
    public async Task An_order_whose_Maestro_was_killed_shows_that_it_came_again()
    {
        using var patience = Patience.ATest();

        await boxBox.DrillAsync("maestro", new { fault = "crash", at = "before-publish", step = "in_progress" }, patience.Token);
        var (orderId, trace) = await OrderUntilAsync(trace => trace.All(Process) is [var first, ..] && first["messaging.nats.delivery_count"] == "2", patience.Token);
        await boxBox.ReviveAsync("maestro", patience.Token);

        // What the killed one was at is not told by anyone: a span is sent when it ends.
        trace.AssertSound(orderId);
        Assert.Single(trace.All(Process)[0].Data.Links);
        Assert.Single(trace.All("publish orders.in_progress.{order_id}"));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_message_that_nobody_can_read_shows_its_end_in_the_trace_of_its_sender()
    {
        using var patience = Patience.ATest();
        await using var nats = new NatsConnection(new NatsOpts { Url = (await boxBox.App.GetConnectionStringAsync("nats", patience.Token))! });
        var (orderId, trace) = (Guid.NewGuid(), ActivityTraceId.CreateRandom().ToString());
        var headers = new NatsHeaders { ["traceparent"] = $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" };

        await new NatsJSContext(nats).PublishAsync(OrderSubjects.For(OrderStatus.Pending, orderId), "no order", headers: headers, cancellationToken: patience.Token);
        var seen = await boxBox.Telemetry.UntilAsync(
            "the trace of the unreadable message",
            () => OrderTrace.Of(orderId, boxBox.Telemetry.Spans) is { Spans.Count: 2 } whole ? whole : null,
            patience.Token);

        var process = seen.One(Process);
        Assert.Equal((StatusCode.Error, "unreadable"), (process.Data.Status.Code, process["error.type"]));
        Assert.Equal(process, seen.ParentOf(seen.One("publish orders.failed.{order_id}")));
        Assert.All(seen.Spans, span => Assert.Equal(trace, Convert.ToHexStringLower(span.Data.TraceId.Span)));
    }

    private static bool IsRefused(CollectedSpan span) => span.Data.Kind is Span.Types.SpanKind.Client && span["rpc.response.status_code"] == "RESOURCE_EXHAUSTED";

    private static int Number(string? text) => text is null ? 0 : int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Orders whenever a Panettiere falls asleep, until one of the orders had to do with it.</summary>
    private async Task<(Guid OrderId, OrderTrace Trace)> OrderWhileTheySleepAsync(Predicate<OrderTrace> isTheOne, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = Sleeps();
            await boxBox.Telemetry.UntilAsync("a Panettiere that falls asleep", () => Sleeps() > before ? this : null, cancellationToken);
            if (await OrderAFewAsync(isTheOne, cancellationToken) is { } found)
            {
                return found;
            }
        }
    }

    private async Task<(Guid OrderId, OrderTrace Trace)> OrderUntilAsync(Predicate<OrderTrace> isTheOne, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await OrderAFewAsync(isTheOne, cancellationToken) is { } found)
            {
                return found;
            }
        }
    }

    private async Task<(Guid OrderId, OrderTrace Trace)?> OrderAFewAsync(Predicate<OrderTrace> isTheOne, CancellationToken cancellationToken)
    {
        foreach (var orderId in await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => boxBox.OrderToTheEndAsync(cancellationToken))))
        {
            var trace = await boxBox.TraceAsync(orderId, cancellationToken);
            if (isTheOne(trace))
            {
                return (orderId, trace);
            }
        }

        return null;
    }

    private int Sleeps() => boxBox.Telemetry.Logs.Count(log => log.Service == "panettiere" && log.Text.Contains("falls asleep", StringComparison.Ordinal));
}
