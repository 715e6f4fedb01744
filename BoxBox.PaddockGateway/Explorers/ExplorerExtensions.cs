using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace BoxBox.PaddockGateway.Explorers;

internal static class ExplorerExtensions
{
    private const string DocumentName = "v1";
    private const string DocumentPath = "/openapi/v1.json";

    public static void AddExplorers(this IServiceCollection services) => services.AddOpenApi(DocumentName, options =>
    {
        // What generators of clients understand best.
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = ApiText.Info;

            // Relative to the document itself, so that it is right behind a proxy with a path prefix, too.
            document.Servers = [new OpenApiServer { Url = ".." }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer<WireSchemas>();
    });

    /// <summary>The API document and two pages to explore it with; both bring all they need with them, so that they work without internet.</summary>
    public static void MapExplorers(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/scalar", scalar => scalar
            .WithTitle(ApiText.Title)
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .HideDeveloperTools()
            .HideClientButton());
        app.UseSwaggerUI(swagger =>
        {
            swagger.RoutePrefix = "swagger";
            swagger.DocumentTitle = ApiText.Title;
            swagger.SwaggerEndpoint(DocumentPath, ApiText.Title);
        });
    }
}
