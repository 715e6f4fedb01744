using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace BoxBox.PaddockGateway.Explorers;

internal static class ExplorerExtensions
{
    public const string Orders = "Orders";
    public const string Operations = "Operations";

    private const string Title = "Box Box: Paddock Gateway";

    private const string Description =
        """
        Takes orders for pizza and shows them on their way from the oven to the garage.

        Errors are problem details (RFC 9457, `application/problem+json`) and carry the `traceId` of the request. Instants are RFC 3339 in UTC.
        Lengths of texts count Unicode code points.
        """;

    /// <summary>Adds the API document: the XML comments of endpoints and fields, and what these do not show.</summary>
    public static void AddExplorers(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        // What generators of clients understand best.
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = Title, Version = "v1", Description = Description };
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
        app.MapOpenApi();
        app.MapScalarApiReference("/scalar", scalar => scalar
            .WithTitle(Title)
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
            swagger.SwaggerEndpoint("../openapi/v1.json", Title);
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
