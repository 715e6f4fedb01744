namespace BoxBox.PaddockGateway.PitWall;

/// <summary>The page at <c>/</c>: plain files, and nothing that another client of the API could not do.</summary>
internal static class PitWallExtensions
{
    private const string Page = "index.html";

    // The page is all its own: no script, style, picture or connection from or to elsewhere, and nobody else's frame around it.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void AddPitWall(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<PitWallOptions, PitWallOptionsValidator>().BindConfiguration(PitWallOptions.Section);
        if (builder.Configuration.DrillsAreOn())
            DrillForwarding.Add(builder.Services);
    }

    /// <summary>Serves the page and its files, with what a browser has to be strict about.</summary>
    public static void MapPitWall(this WebApplication app)
    {
        app.MapStaticAssets().Add(endpoint =>
        {
            var serve = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http =>
            {
                BeStrict(http.Response);
                return serve(http);
            };
        });
        app.MapGet("/", SendPage).ExcludeFromDescription();
    }

    /// <summary>Maps what the page asks beside the API: what is around it and, only where the drills are on, the way to them.</summary>
    public static void MapPitWall(this RouteGroupBuilder routes, IConfiguration configuration)
    {
        var drills = configuration.DrillsAreOn();
        routes.MapGet("/pit-wall", (IOptions<PitWallOptions> around) => new { drills, around.Value.Dashboard, around.Value.Jaeger }).ExcludeFromDescription();
        if (drills)
            DrillForwarding.Map(routes);
    }

    private static bool DrillsAreOn(this IConfiguration configuration) => configuration.GetValue<bool>("Drills:Enabled");

    private static IResult SendPage(HttpContext http, IWebHostEnvironment environment)
    {
        var page = environment.WebRootFileProvider.GetFileInfo(Page);
        BeStrict(http.Response);
        http.Response.Headers.CacheControl = "no-cache";
        return page.Exists ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8", lastModified: page.LastModified) : Results.NotFound();
    }

    private static void BeStrict(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}

/// <summary>What the page may link to; section <c>PitWall</c>. The AppHost sets it to what runs beside the gateway.</summary>
internal sealed class PitWallOptions
{
    public const string Section = "PitWall";

    /// <summary>The Aspire dashboard, as a browser reaches it; default none.</summary>
    [Url]
    public string? Dashboard { get; set; }

    /// <summary>Jaeger, as a browser reaches it; default none.</summary>
    [Url]
    public string? Jaeger { get; set; }
}

[OptionsValidator]
internal sealed partial class PitWallOptionsValidator : IValidateOptions<PitWallOptions>;
