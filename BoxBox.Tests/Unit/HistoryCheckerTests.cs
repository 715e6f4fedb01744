using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.Unit;

public sealed class HistoryCheckerTests
{
    private static readonly string[] Journey = ["waiting_to_cook", "completed"];

    private static readonly Guid Order = Guid.NewGuid();

    private static readonly Guid Another = Guid.NewGuid();

    [Fact]
    public void What_was_taken_or_may_have_been_and_is_stored_once_is_no_fault()
    {
        Call[] calls = [new("a", CallAnswer.Unknown), new("a", CallAnswer.Refused), new("a", CallAnswer.Ok, Order), new("b", CallAnswer.Unknown), new("c", CallAnswer.Refused)];

        Assert.Empty(HistoryChecker.Faults(calls, [.. Stored("a", Order), .. Stored("b", Another, from: 10)], Journey));
    }

    [Fact]
    public void An_order_that_was_taken_and_is_not_stored_is_lost() =>
        AssertFault("was taken, and is not stored", [new("a", CallAnswer.Ok, Order)], []);

    [Fact]
    public void An_order_that_is_stored_under_another_key_is_lost_too() =>
        AssertFault($"Order {Order} of key a was taken, and is not stored", [new("a", CallAnswer.Ok, Order), new("b", CallAnswer.Ok, Order)], Stored("b", Order));

    [Fact]
    public void A_key_that_made_two_orders_is_told() =>
        AssertFault("Key a has 2 orders in the stream", [new("a", CallAnswer.Unknown), new("a", CallAnswer.Ok, Order)], [.. Stored("a", Order), .. Stored("a", Another, from: 10)]);

    [Fact]
    public void A_key_that_was_told_two_orders_is_told() =>
        AssertFault("Key a was told 2 orders", [new("a", CallAnswer.Ok, Order), new("a", CallAnswer.Ok, Another)], Stored("a", Order));

    [Fact]
    public void An_order_from_nowhere_is_told() =>
        AssertFault($"Nobody ordered {Another}", [new("a", CallAnswer.Ok, Order)], [.. Stored("a", Order), .. Stored("b", Another, from: 10)]);

    [Theory]
    [InlineData("waiting_to_cook")]
    [InlineData("completed", "waiting_to_cook")]
    [InlineData("waiting_to_cook", "waiting_to_cook", "completed")]
    [InlineData("waiting_to_cook", "completed", "failed")]
    public void An_order_that_went_another_way_is_told(params string[] steps) =>
        AssertFault($"Order {Order} went: {string.Join(", ", steps)}.", [new("a", CallAnswer.Ok, Order)], Stored("a", Order, steps));

    private static void AssertFault(string fault, Call[] calls, IReadOnlyCollection<WitnessedStep> stored) =>
        Assert.Contains(HistoryChecker.Faults(calls, stored, Journey), found => found.Contains(fault, StringComparison.Ordinal));

    private static List<WitnessedStep> Stored(string destination, Guid order, IReadOnlyList<string>? steps = null, ulong from = 1) =>
        [.. (steps ?? Journey).Select((step, i) => new WitnessedStep(from + (ulong)i, step, order, destination))];
}
