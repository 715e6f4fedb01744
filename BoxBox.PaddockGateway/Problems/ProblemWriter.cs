using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace BoxBox.PaddockGateway.Problems;

/// <summary>Writes every problem as JSON, with the id of its trace. The framework's writer stays silent where the client asked for another type, as browsers do.</summary>
internal sealed class ProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Status ??= context.HttpContext.Response.StatusCode;
        problem.Type ??= TypeOf(problem.Status.Value);
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        problem.Detail ??= FaultOf(context.HttpContext, problem.Status.Value);
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier;
        return new ValueTask(context.HttpContext.Response.WriteAsJsonAsync(
            problem, problem.GetType(), json.Value.SerializerOptions, "application/problem+json", context.HttpContext.RequestAborted));
    }

    /// <summary>Where the status is defined. The framework fills this in only where an endpoint answered, and not for every status.</summary>
    private static string TypeOf(int status) => status switch
    {
        >= 400 and <= 417 => $"https://tools.ietf.org/html/rfc9110#section-15.5.{status - 399}",
        StatusCodes.Status422UnprocessableEntity => "https://tools.ietf.org/html/rfc4918#section-11.2",
        StatusCodes.Status429TooManyRequests => "https://tools.ietf.org/html/rfc6585#section-4",
        >= 500 and <= 505 => $"https://tools.ietf.org/html/rfc9110#section-15.6.{status - 499}",
        _ => "about:blank",
    };

    /// <summary>What was wrong with a request that reached no endpoint: routing and the server say no more than a status.</summary>
    private static string? FaultOf(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {http.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not allowed here, but {http.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => Problem.NotJsonText,
        >= 400 and < 500 when http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException error => error.Message,
        _ => null,
    };
}
