using System.Text.Json.Nodes;
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

    public static JsonNode Placed => Parse($$"""{"order_id":"{{OrderId}}","ordered_at":"{{OrderedAt}}"}""");

    public static JsonNode Now => new JsonObject { ["as_of_sequence"] = 204, ["orders"] = new JsonArray(Details) };

    public static JsonNode Details => Parse(
        $$"""
        {{{Order}},"status":"in_progress","updated_at":"{{TakenUpAt}}","trace_id":"{{TraceId}}","history":[
            {"status":"pending","at":"{{OrderedAt}}","by":"gateway"},
            {"status":"in_progress","at":"{{TakenUpAt}}","by":"maestro"}]}
        """);

    public static JsonNode Events => JsonValue.Create(
        $$"""
        retry: 2000

        id: 41
        data: {{{Order}},"status":"pending","updated_at":"{{OrderedAt}}"}


        """);

    public static JsonNode Ledger => Parse(
        """
        {"accepted":44,"pending":2,"in_progress":1,"waiting_delivery":3,"out_for_delivery":3,"completed":34,"failed":1,"duplicates":0,"out_of_order":0,"since_sequence":1,"as_of_sequence":204}
        """);

    public static JsonNode Crew => Parse(
        """
        [{"role":"panettiere","instance":"panettiere-1","state":"sleeping","order_ids":[],"since":"2026-09-06T13:00:02Z","until":"2026-09-06T13:00:22Z","detail":"oversleeping"}]
        """);

    public static JsonNode Healthy => Parse("""{"status":"ok","checks":{"nats":{"status":"ok"}}}""");

    public static JsonNode Unavailable => Parse("""{"status":"unavailable","checks":{"nats":{"status":"unavailable","reason":"The stream ORDERS is missing."}}}""");

    public static JsonNode Problem(string status, string? detail = null)
    {
        var problem = new JsonObject
        {
            ["title"] = ReasonPhrases.GetReasonPhrase(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)),
            ["status"] = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
            ["detail"] = detail ?? ProblemText(status),
            ["traceId"] = TraceId,
        };
        if (status == "400")
            problem["errors"] = Parse("""{"size":["Must be one of small, medium, large."]}""");
        return problem;
    }

    public static string ProblemText(string status) => status switch
    {
        "400" => "The request breaks a rule: `errors` names each, by field. A body that is not JSON has none.",
        "404" => "There is no such order.",
        "408" => "The body did not arrive in time.",
        "413" => "The body has more than 64 KiB.",
        "415" => Problems.Problem.NotJsonText,
        "422" => "The Idempotency-Key stands for an order of something else.",
        "429" => "Too many requests from this address.",
        "503" => "Not possible right now. An order was either not stored, or the same Idempotency-Key finds it.",
        _ => ReasonPhrases.GetReasonPhrase(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
