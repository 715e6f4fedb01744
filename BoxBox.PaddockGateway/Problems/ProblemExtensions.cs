namespace BoxBox.PaddockGateway.Problems;

internal static class ProblemExtensions
{
    public static void AddProblems(this IServiceCollection services)
    {
        // First come, first asked.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
    }

    /// <summary>Whatever goes wrong, or finds no endpoint, is answered with a problem. What the server finds wrong with a request keeps its 4xx.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
    }
}
