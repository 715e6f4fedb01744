namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>
/// Judges what customers were told by what is stored; it knows the promises, and nothing of how they are kept: what was taken is stored, and once
/// for each key; what is stored somebody has ordered; and each order has gone its way, step by step, to the end.
/// </summary>
internal static class HistoryChecker
{
    /// <param name="calls">Every call of every customer.</param>
    /// <param name="stored">Every message since the first of them.</param>
    /// <param name="journey">The steps that each order has to have gone.</param>
    /// <returns>Each broken promise in words; none where all were kept.</returns>
    public static IReadOnlyList<string> Faults(IReadOnlyCollection<Call> calls, IReadOnlyCollection<WitnessedStep> stored, IReadOnlyList<string> journey)
    {
        var orders = stored.GroupBy(step => step.Order).ToDictionary(order => order.Key, order => order.OrderBy(step => step.Sequence).ToList());
        var keys = calls.Select(call => call.Key).ToHashSet();
        return
        [
            .. calls.GroupBy(call => call.Key).SelectMany(key => OfKey(key.Key, [.. key.Select(call => call.Order).OfType<Guid>().Distinct()], orders)),
            .. orders.Where(order => !keys.Contains(order.Value[0].Destination)).Select(order => $"Nobody ordered {order.Key}."),
            .. orders.Where(order => !order.Value.Select(step => step.Step).SequenceEqual(journey))
                .Select(order => $"Order {order.Key} went: {string.Join(", ", order.Value.Select(step => step.Step))}."),
        ];
    }

    private static IEnumerable<string> OfKey(string key, IReadOnlyList<Guid> taken, Dictionary<Guid, List<WitnessedStep>> orders)
    {
        if (taken.Count > 1)
            yield return $"Key {key} was told {taken.Count} orders.";
        if (orders.Values.Count(order => order[0].Destination == key) is > 1 and var several)
            yield return $"Key {key} has {several} orders in the stream.";
        foreach (var lost in taken.Where(order => !orders.TryGetValue(order, out var steps) || steps[0].Destination != key))
            yield return $"Order {lost} of key {key} was taken, and is not stored.";
    }
}
