using System.Text.Json.Nodes;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>A request that must be refused.</summary>
/// <param name="Bytes">As they go over the wire.</param>
/// <param name="Named">What names its fault: one of these is a name among the <c>errors</c>, or stands in the <c>detail</c>.</param>
internal sealed record BadRequest(byte[] Bytes, params string[] Named)
{
    /// <summary>The bare status with which the server itself refuses it, before the API: it cannot be decoded as a request at all, or is too large; null where it gets as far as the API.</summary>
    public int? Bare { get; init; }

    /// <summary>Whether the answer has no body by definition.</summary>
    public bool IsHead => Bytes.AsSpan().StartsWith("HEAD "u8);

    /// <returns>What is wrong with an answer to it; null where nothing is.</returns>
    public string? FaultOf(int status, string answer)
    {
        if (Bare is { } bare)
            return status == bare && answer.Contains("Content-Length: 0", StringComparison.Ordinal) ? null : $"It is not a bare {bare}.";
        if (status is < 400 or >= 500)
            return "It is no 4xx.";
        if (IsHead)
            return null;
        if (!answer.Contains("Content-Type: application/problem+json", StringComparison.Ordinal))
            return "It is no problem document.";

        var problem = JsonNode.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)])!;
        if (problem["traceId"] is null || (int?)problem["status"] != status)
            return "It lacks its trace or status.";
        return Named.Any(name => IsNamed(problem, name)) ? null : $"It does not name {string.Join(" or ", Named)}.";
    }

    public override string ToString() => Encoding.Latin1.GetString(Bytes);

    private static bool IsNamed(JsonNode problem, string name) =>
        problem["errors"]?[name] is not null || ((string?)problem["detail"])?.Contains(name, StringComparison.Ordinal) == true;
}
