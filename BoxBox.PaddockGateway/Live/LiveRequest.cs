using System.Globalization;

namespace BoxBox.PaddockGateway.Live;

/// <summary>What a client wants to see.</summary>
/// <param name="After">Everything after this sequence, then live; null: live events only.</param>
/// <param name="OrderId">Only this order; null: all of them.</param>
/// <param name="Crew">Also what the crew does, in events without an id.</param>
internal sealed record LiveRequest(ulong? After, Guid? OrderId, bool Crew = false)
{
    public const string LastEventIdHeader = "Last-Event-ID";

    /// <returns>The request, and the rules that it breaks, by the names of its parameters.</returns>
    public static (LiveRequest Request, Dictionary<string, string[]> Errors) Read(IQueryCollection query, IHeaderDictionary headers)
    {
        var errors = new Dictionary<string, string[]>();
        var orderId = ReadOrderId(query, errors);
        var replay = ReadFlag("replay", "all", query, errors);
        var crew = ReadFlag("crew", "true", query, errors);

        // Each is read, so that each is checked. A browser that reconnects sends the header with the address it first used: the header is newer.
        var fromHeader = ReadSequence(LastEventIdHeader, Blank(headers[LastEventIdHeader]), errors);
        var fromQuery = ReadSequence("last_event_id", query["last_event_id"], errors);
        var fromStart = replay || orderId is not null ? 0UL : (ulong?)null;
        return (new LiveRequest(fromHeader ?? fromQuery ?? fromStart, orderId, crew), errors);
    }

    private static Guid? ReadOrderId(IQueryCollection query, Dictionary<string, string[]> errors)
    {
        if (!query.TryGetValue("order_id", out var values))
            return null;
        if (values is [{ } text] && Guid.TryParseExact(text, "D", out var id))
            return id;

        errors["order_id"] = ["Must be a UUID, given once."];
        return null;
    }

    private static bool ReadFlag(string name, string set, IQueryCollection query, Dictionary<string, string[]> errors)
    {
        if (!query.TryGetValue(name, out var values))
            return false;
        if (values is [{ } value] && value == set)
            return true;

        errors[name] = [$"Must be '{set}', or absent."];
        return false;
    }

    private static ulong? ReadSequence(string name, IReadOnlyList<string?> values, Dictionary<string, string[]> errors)
    {
        if (values.Count == 0)
            return null;
        if (values is [{ } text] && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return sequence;

        errors[name] = ["Must be the id of an event: a whole number, given once."];
        return null;
    }

    // An EventSource without an id yet may send the header empty.
    private static IReadOnlyList<string?> Blank(IReadOnlyList<string?> values) => values is [""] ? [] : values;
}
