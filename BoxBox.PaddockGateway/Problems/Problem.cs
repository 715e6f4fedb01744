namespace BoxBox.PaddockGateway.Problems;

/// <summary>The problems that the API answers with, RFC 9457; <see cref="ProblemWriter"/> adds the trace id to each, and when to try again.</summary>
internal static class Problem
{
    public const string BodyTooSlowText = "The body did not arrive in time.";
    public const string TooManyRequestsText = "Too many requests from this address.";
    public const string NotJsonText = "Content-Type must be application/json, in UTF-8.";
    public const string LedgerBehindText = "The ledger has not caught up with the stream, as after a start, or the stream cannot be asked.";
    public const string TooManyClientsText = "This gateway serves as many live clients as it may.";

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

    public static ValidationProblem BrokenRules(IDictionary<string, string[]> errors) => TypedResults.ValidationProblem(errors);
    public static ValidationProblem BrokenRule(string name, string rule) => BrokenRules(new Dictionary<string, string[]> { [name] = [rule] });
    public static ProblemHttpResult Malformed(string why) => Of(StatusCodes.Status400BadRequest, why);
    public static ProblemHttpResult NoSuchOrder(Guid orderId) => Of(StatusCodes.Status404NotFound, $"There is no order {orderId:D}.");
    public static ProblemHttpResult BodyTooSlow() => Of(StatusCodes.Status408RequestTimeout, BodyTooSlowText);
    public static ProblemHttpResult BodyUnreadable(BadHttpRequestException fault) => Of(fault.StatusCode, $"The body could not be read: {fault.Message}");
    public static ProblemHttpResult BodyTooLarge(int maxBytes) => Of(StatusCodes.Status413PayloadTooLarge, $"The body may have at most {maxBytes} bytes.");
    public static ProblemHttpResult UnsupportedMediaType(string why) => Of(StatusCodes.Status415UnsupportedMediaType, why);
    public static ProblemHttpResult KeyReused(Guid orderId) =>
        Of(StatusCodes.Status422UnprocessableEntity, $"This Idempotency-Key stands for order {orderId:D}, which asked for something else.");
    public static ProblemHttpResult TooManyRequests() => Of(StatusCodes.Status429TooManyRequests, TooManyRequestsText);
    public static ProblemHttpResult NotStored() =>
        Later("The order could not be stored. Try again with the same Idempotency-Key: should it be there after all, that finds it.");
    public static ProblemHttpResult NoRoom() => Later("The order was not stored: what room the stream has left is for the orders that were accepted before.");
    public static ProblemHttpResult LedgerBehind() => Later(LedgerBehindText);
    public static ProblemHttpResult TooManyClients() => Later(TooManyClientsText);
    public static ProblemHttpResult NotReadable() => Later("The orders cannot be read right now.");

    /// <summary>Not possible now, but soon.</summary>
    public static ProblemHttpResult Later(string why) => Of(StatusCodes.Status503ServiceUnavailable, why);

    private static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
