using BoxBox.Orders.Crew;

namespace BoxBox.Tests.Unit.Work;

/// <summary>What happens to an order in a worker's hands is told to who looks on.</summary>
public sealed class ToldToTheCrewTests : IDisposable
{
    private readonly WorkBench _bench = new();

    [Fact(Timeout = 30_000)]
    public async Task An_order_that_comes_again_and_goes_back_is_told_with_its_attempt_and_why()
    {
        var order = WorkBench.Order();

        await _bench.RunAsync((_, _) => throw new ColleagueAwayException("asleep"), FakeDelivery.Of(order, "a", _bench.Journal, 3));

        Assert.Equal([(CrewEventKind.Redelivered, 3, null), (CrewEventKind.GivenBack, 3, "asleep")], Told($"{order.OrderId:D}"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_order_that_goes_well_the_first_time_is_nothing_to_tell()
    {
        var order = WorkBench.Order();

        await _bench.RunAsync((held, token) => held.FinishAsync(token), FakeDelivery.Of(order, "a", _bench.Journal, 1));

        Assert.Empty(Told($"{order.OrderId:D}"));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_tenth_failure_is_told_as_the_end()
    {
        var order = WorkBench.Order();

        for (var attempt = 1; attempt <= 10; attempt++)
            await _bench.RunAsync((_, _) => throw new InvalidOperationException("no flour"), FakeDelivery.Of(order, "a", _bench.Journal, attempt));

        var (kind, attempts, reason) = Told($"{order.OrderId:D}")[^1];
        Assert.Equal((CrewEventKind.Failed, 10), (kind, attempts));
        Assert.Contains("no flour", reason, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private List<(CrewEventKind Kind, int? Attempt, string? Reason)> Told(string orderId)
    {
        var told = new List<(CrewEventKind, int?, string?)>();
        while (_bench.Crew.Unsaid.TryRead(out var report))
        {
            if (report.Happened is { } happened && happened.OrderId == orderId)
                told.Add((happened.Kind, happened.Attempt, happened.Reason));
        }

        return told;
    }
}
