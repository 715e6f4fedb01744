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
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        problem.Detail ??= FaultOf(context.HttpContext, problem.Status.Value);
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier;
        return new ValueTask(context.HttpContext.Response.WriteAsJsonAsync(
            problem, problem.GetType(), json.Value.SerializerOptions, "application/problem+json", context.HttpContext.RequestAborted));
    }

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
