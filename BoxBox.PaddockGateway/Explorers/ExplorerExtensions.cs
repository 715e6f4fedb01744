using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace BoxBox.PaddockGateway.Explorers;

internal static class ExplorerExtensions
{
    public const string Orders = "Orders";
    public const string Operations = "Operations";

    private const string DocumentName = "v1";
    private const string Title = "Box Box: Paddock Gateway";

    private static OpenApiInfo Info => new()
    {
        Title = Title,
        Version = "v1",
        Description =
            """
            Takes orders for pizza and shows them on their way from the oven to the garage.

            Errors are problem details (RFC 9457, `application/problem+json`) and carry the `traceId` of the request. Instants are RFC 3339 in UTC.
            Lengths of texts count Unicode code points.
            """,
    };

    /// <summary>Adds the API document. What it says of endpoints and fields are their XML comments; what these do not show, <see cref="WireOperations"/> and <see cref="WireSchemas"/> add.</summary>
    public static void AddExplorers(this IServiceCollection services) => services.AddOpenApi(DocumentName, options =>
    {
        // What generators of clients understand best.
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = Info;

            // Relative to the document itself, so that it is right behind a proxy with a path prefix, too.
            document.Servers = [new OpenApiServer { Url = ".." }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer<WireOperations>();
        options.AddSchemaTransformer<WireSchemas>();
    });

    /// <summary>The API document and two pages to explore it with; both bring all they need with them, so that they work without internet.</summary>
    public static void MapExplorers(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/scalar", scalar => scalar
            .WithTitle(Title)
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")

            // It takes the document's relative server for the host's root: this one it puts behind the prefix that its own page has.
            .WithDynamicBaseServerUrl()
            .AddServer("/")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .HideDeveloperTools()
            .HideClientButton());

        // It would look at every request.
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/swagger"), branch => branch.UseSwaggerUI(swagger =>
        {
            swagger.RoutePrefix = "swagger";
            swagger.DocumentTitle = Title;

            // Relative to the page, as the document's server is to the document.
            swagger.SwaggerEndpoint($"../openapi/{DocumentName}.json", Title);
        }));
    }

    /// <summary>Says in the API document with which problems an endpoint may answer, beside what its type shows.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.ProducesProblem(status);
        return endpoint;
    }
}
