namespace BoxBox.PaddockGateway.Ordering;

/// <summary>What came of reading a body: a draft; or the rules it broke, by JSON name; or why it is no JSON object at all.</summary>
internal sealed record OrderReading(OrderDraft? Draft, IDictionary<string, string[]> Errors, string? Malformed)
{
    public static OrderReading Good(OrderDraft draft) => new(draft, new Dictionary<string, string[]>(), null);

    public static OrderReading Broken(IDictionary<string, string[]> errors) => new(null, errors, null);

    public static OrderReading NotJson(string why) => new(null, new Dictionary<string, string[]>(), why);
}
