using System.Globalization;

namespace BoxBox.PaddockGateway.Problems;

/// <summary>503 with <c>Retry-After</c>.</summary>
internal sealed class RetryLater(string detail, int seconds) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status503ServiceUnavailable;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(detail, statusCode: StatusCode).ExecuteAsync(httpContext);
    }
}
