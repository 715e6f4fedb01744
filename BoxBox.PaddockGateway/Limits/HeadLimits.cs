using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BoxBox.PaddockGateway.Limits;

/// <summary>
/// Bounds what comes before the body, and says in a problem what was too much. The server cannot: what Kestrel itself refuses it answers with a bare
/// status, and offers no way to add a body. So its own limits are wider, and bare is left only what nobody can read or is far beyond these.
/// </summary>
internal sealed class HeadLimits(RequestDelegate next)
{
    /// <summary>Characters of the request target, path and query.</summary>
    public const int MaxTargetLength = 8 * 1024;

    /// <summary>Bytes of all headers, as HTTP/1.1 writes them.</summary>
    public const int MaxHeaderBytes = 32 * 1024;

    public const int MaxHeaders = 100;

    /// <summary>How many times more the server itself takes.</summary>
    public const int ServerFactor = 4;

    // ": " and the end of the line.
    private const int BytesAroundAHeader = 4;

    public Task InvokeAsync(HttpContext http) => Judge(http) is { } problem ? problem.ExecuteAsync(http) : next(http);

    private static ProblemHttpResult? Judge(HttpContext http)
    {
        if (http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > MaxTargetLength)
            return Problem.TargetTooLong(MaxTargetLength);

        var (headers, bytes) = (0, 0);
        foreach (var (name, values) in http.Request.Headers)
        {
            headers += values.Count;
            foreach (var value in values)
                bytes += name.Length + (value?.Length ?? 0) + BytesAroundAHeader;
        }

        return headers > MaxHeaders || bytes > MaxHeaderBytes ? Problem.HeadersTooLarge(MaxHeaders, MaxHeaderBytes) : null;
    }
}
