using Microsoft.AspNetCore.WebUtilities;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>What the API document shows of each answer: an example, of <c>examples.json</c> where it is no problem, and a text.</summary>
internal static class Examples
{
    /// <summary>The operation whose 503 is no problem but its answer.</summary>
    public const string Health = "checkHealth";

    private static readonly JsonNode All = Load();

    /// <summary>What an operation answers with a status, or takes (<c>request</c>).</summary>
    public static JsonNode? Of(string operation, string what) => (All[operation]?[what], int.TryParse(what, out var status)) switch
    {
        // A node can have one parent, and each document wants its own.
        ({ } example, _) => example.DeepClone(),
        (_, true) when status >= 400 => ProblemOf(status, TextOf(operation, what)),
        _ => null,
    };

    /// <summary>What a status says; of a problem also its detail.</summary>
    public static string TextOf(string operation, string status) => (operation, status) switch
    {
        (Health, "200") => "Orders can be taken.",
        (Health, _) => "Orders cannot be taken, for the reason given.",
        ("followOrders", "503") => Problem.TooManyClientsText,
        ("readLedger" or "listOrders", "503") => Problem.LedgerBehindText,
        (_, "400") => "The request breaks a rule: `errors` names each, by field. A body that is not JSON has none.",
        (_, "404") => "There is no such order.",
        (_, "408") => Problem.BodyTooSlowText,
        (_, "413") => "The body has more than 64 KiB.",
        (_, "415") => Problem.NotJsonText,
        (_, "422") => "The Idempotency-Key stands for an order of something else.",
        (_, "429") => Problem.TooManyRequestsText,
        (_, "503") => "Not possible right now. An order was either not stored, or the same Idempotency-Key finds it.",
        _ => "OK",
    };

    private static JsonObject ProblemOf(int status, string detail)
    {
        var problem = new JsonObject
        {
            ["title"] = ReasonPhrases.GetReasonPhrase(status), ["status"] = status, ["detail"] = detail, ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        if (status == StatusCodes.Status400BadRequest)
            problem["errors"] = new JsonObject { ["size"] = new JsonArray("Must be one of small, medium, large.") };
        return problem;
    }

    private static JsonNode Load()
    {
        using var examples = typeof(Examples).Assembly.GetManifestResourceStream(typeof(Examples), "examples.json")!;
        return JsonNode.Parse(examples)!;
    }
}
