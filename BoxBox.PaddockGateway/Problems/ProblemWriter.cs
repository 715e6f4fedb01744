using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace BoxBox.PaddockGateway.Problems;

/// <summary>Writes each problem as JSON, with its trace's id. The framework's is silent where the client asked for another type, as browsers do.</summary>
internal sealed class ProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    /// <summary>After which a client may try again what could not be stored or read; an address that asked too often may by then, too.</summary>
    private const string RetryAfterSeconds = "2";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var status = problem.Status ??= http.Response.StatusCode;
        // Where an endpoint answered, the framework has filled these in; what routing and the server say has no more than a status.
        var known = TypedResults.Problem(statusCode: status).ProblemDetails;
        (problem.Type, problem.Title) = (problem.Type ?? known.Type ?? "about:blank", problem.Title ?? known.Title ?? ReasonPhrases.GetReasonPhrase(status));
        problem.Detail ??= FaultOf(http, status);
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return new ValueTask(http.Response.WriteAsJsonAsync(
            problem, problem.GetType(), json.Value.SerializerOptions, "application/problem+json", http.RequestAborted));
    }

    /// <summary>What was wrong with a request that reached no endpoint.</summary>
    private static string? FaultOf(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {http.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not allowed here, but {http.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => Problem.NotJsonText,
        >= 400 and < 500 when http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException error => error.Message,
        _ => null,
    };
}
