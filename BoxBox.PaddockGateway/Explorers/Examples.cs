using System.Globalization;
using System.Text.Json.Nodes;
using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.WebUtilities;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>One order, in every form that the API document shows.</summary>
internal static class Examples
{
    private const string OrderId = "0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47";
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string OrderedAt = "2026-09-06T13:00:00.25Z";
    private const string TakenUpAt = "2026-09-06T13:00:01.5Z";

    private const string Order =
        $$"""
        "order_id":"{{OrderId}}","size":"large","toppings":["pepperoni","mushrooms"],"border":"cheddar","destination":"Ferrari Garage #16","username":"charles_leclerc","ordered_at":"{{OrderedAt}}"
        """;

    public static JsonNode Request => Parse(
        """
        {"size":"large","toppings":["pepperoni","mushrooms"],"border":"cheddar","destination":"Ferrari Garage #16","username":"charles_leclerc"}
        """);

    private static JsonNode Placed => Parse($$"""{"order_id":"{{OrderId}}","ordered_at":"{{OrderedAt}}"}""");

    private static JsonNode Now => new JsonObject { ["as_of_sequence"] = 204, ["orders"] = new JsonArray(Details) };

    private static JsonNode Details => Parse(
        $$"""
        {{{Order}},"status":"in_progress","updated_at":"{{TakenUpAt}}","trace_id":"{{TraceId}}","history":[
            {"status":"pending","at":"{{OrderedAt}}","by":"gateway"},
            {"status":"in_progress","at":"{{TakenUpAt}}","by":"maestro"}]}
        """);

    private static JsonNode Events => JsonValue.Create(
        $$"""
        retry: 2000

        id: 41
        data: {{{Order}},"status":"pending","updated_at":"{{OrderedAt}}"}


        """);

    private static JsonNode Ledger => Parse(
        """
        {"accepted":44,"pending":2,"in_progress":1,"waiting_delivery":3,"out_for_delivery":3,"completed":34,"failed":1,"duplicates":0,"out_of_order":0,"since_sequence":1,"as_of_sequence":204}
        """);

    private static JsonNode Crew => Parse(
        """
        [{"role":"panettiere","instance":"panettiere-1","state":"sleeping","order_ids":[],"since":"2026-09-06T13:00:02Z","until":"2026-09-06T13:00:22Z","detail":"oversleeping"}]
        """);

    private static JsonNode Healthy => Parse("""{"status":"ok","checks":{"nats":{"status":"ok"}}}""");

    private static JsonNode Unavailable => Parse("""{"status":"unavailable","checks":{"nats":{"status":"unavailable","reason":"The stream ORDERS is missing."}}}""");

    /// <summary>The operation whose 503 is no problem but its answer.</summary>
    public const string Health = "checkHealth";

    /// <summary>What an operation answers with a status.</summary>
    public static JsonNode? Of(string? operation, string status) => (operation, status) switch
    {
        ("placeOrder", "200") => Placed,
        ("findOrder", "200") => Details,
        ("listOrders", "200") => Now,
        ("followOrders", "200") => Events,
        ("readLedger", "200") => Ledger,
        ("readCrew", "200") => Crew,
        (Health, "200") => Healthy,
        (Health, "503") => Unavailable,
        (_, "200") => null,
        _ => ProblemOf(int.Parse(status, CultureInfo.InvariantCulture), TextOf(operation, status)),
    };

    /// <summary>What a status says; of a problem also its detail.</summary>
    public static string TextOf(string? operation, string status) => (operation, status) switch
    {
        (Health, "200") => "Orders can be taken.",
        (Health, _) => "Orders cannot be taken, for the reason given.",
        ("followOrders", "503") => Problem.TooManyClientsText,
        ("readLedger" or "listOrders", "503") => Problem.LedgerBehindText,
        (_, "400") => "The request breaks a rule: `errors` names each, by field. A body that is not JSON has none.",
        (_, "404") => "There is no such order.",
        (_, "408") => "The body did not arrive in time.",
        (_, "413") => "The body has more than 64 KiB.",
        (_, "415") => Problem.NotJsonText,
        (_, "422") => "The Idempotency-Key stands for an order of something else.",
        (_, "429") => "Too many requests from this address.",
        (_, "503") => "Not possible right now. An order was either not stored, or the same Idempotency-Key finds it.",
        _ => "OK",
    };

    private static JsonObject ProblemOf(int status, string detail)
    {
        var problem = new JsonObject { ["title"] = ReasonPhrases.GetReasonPhrase(status), ["status"] = status, ["detail"] = detail, ["traceId"] = TraceId };
        if (status == StatusCodes.Status400BadRequest)
            problem["errors"] = Parse("""{"size":["Must be one of small, medium, large."]}""");
        return problem;
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
