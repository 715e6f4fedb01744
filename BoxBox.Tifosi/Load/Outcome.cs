namespace BoxBox.Tifosi.Load;

/// <summary>What came of one request.</summary>
/// <param name="Failed">No answer, or a status that nobody asked for; k6's <c>http_req_failed</c>.</param>
/// <param name="Error">Of which kind, in a few words from a small set; null where all is well. An answer may be an error without having failed: rubbish with a 200.</param>
internal readonly record struct Outcome(bool Failed, string? Error)
{
    public static readonly Outcome Fine;

    public static Outcome FailedBy(string error) => new(true, error);

    public static Outcome WrongBy(string error) => new(false, error);
}

/// <summary>Makes one request.</summary>
/// <returns>What came of it; it throws for nothing but its own token.</returns>
internal delegate Task<Outcome> Attempt(CancellationToken cancellationToken);
