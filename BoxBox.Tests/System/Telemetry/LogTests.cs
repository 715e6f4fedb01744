using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Telemetry;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.System.Telemetry;

[Collection(nameof(TheObservedSystem))]
public sealed class LogTests(ObservedBoxBox boxBox)
{
    private const int LinesOfAnOrder = 7;

    private static readonly string[] Services = ["fattorino", "fornaio", "maestro", "paddock-gateway", "panettiere"];

    [Fact(Timeout = 300_000)]
    public async Task Each_step_of_an_order_is_one_line_with_its_order_and_its_trace()
    {
        using var patience = Patience.ATest();

        var (orderId, trace) = await boxBox.PlainOrderAsync(patience.Token);
        var lines = await boxBox.Telemetry.UntilAsync(
            $"all lines of order {orderId}",
            () => LinesOf(orderId) is { Count: >= LinesOfAnOrder } seen ? seen : null,
            patience.Token,
            () => string.Join(" / ", LinesOf(orderId).Select(line => $"{line.Service}: {line.Text}")));

        Assert.Equal(
            [
                $"fattorino: Order {orderId} is completed",
                $"fattorino: Order {orderId} is out_for_delivery",
                $"fornaio: Pizza of order {orderId} baked in …",
                $"maestro: Order {orderId} is in_progress",
                $"maestro: Order {orderId} is waiting_delivery",
                $"paddock-gateway: Order {orderId} is in the stream at …",
                $"panettiere: Dough of order {orderId} made in …",
            ],
            lines.Select(line => $"{line.Service}: {WithoutNumbers(line.Text)}").Order());
        Assert.All(lines, line => Assert.Equal(trace.Spans[0].Data.TraceId, line.Data.TraceId));
        Assert.All(lines, line => Assert.Contains(trace.Spans, span => span.Id == line.Data.SpanId));
    }

    [Fact(Timeout = 300_000)]
    public async Task No_line_at_Information_is_the_frameworks_own_but_those_of_start_and_end()
    {
        using var patience = Patience.ATest();

        var orderId = await boxBox.OrderToTheEndAsync(patience.Token);
        await boxBox.Telemetry.UntilAsync(
            "the last line of an order and the first of every service",
            () => LinesOf(orderId).Any(line => line.Text.EndsWith("is completed", StringComparison.Ordinal)) && Started().Count == Services.Length ? this : null,
            patience.Token);

        Assert.Empty(boxBox.Telemetry.Logs
            .Where(line => line.Data.SeverityNumber is SeverityNumber.Info && !line.Category.StartsWith("BoxBox.", StringComparison.Ordinal))
            .Select(line => line.Category).Distinct().Except(["Microsoft.Hosting.Lifetime"]));
    }

    private HashSet<string> Started() => [.. boxBox.Telemetry.Logs.Where(line => line.Category == "Microsoft.Hosting.Lifetime").Select(line => line.Service)];

    private List<CollectedLog> LinesOf(Guid orderId) => [.. boxBox.Telemetry.Logs.Where(line => line["boxbox.order.id"] == orderId.ToString())];

    private static string WithoutNumbers(string text) =>
        text.Split(" at ") is [var stored, _] ? $"{stored} at …" : text.Split(" in ") is [var made, _] && !made.EndsWith("is", StringComparison.Ordinal) ? $"{made} in …" : text;
}
