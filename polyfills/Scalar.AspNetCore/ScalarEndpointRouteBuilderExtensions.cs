using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Scalar.AspNetCore;

/// <summary>The API reference's page and its browser bundle, both served by the application itself.</summary>
public static class ScalarEndpointRouteBuilderExtensions
{
    private const string DefaultPrefix = "/scalar";

    /// <summary>Serves the reference at <c>/scalar</c> and, for one document, at <c>/scalar/{documentName}</c>.</summary>
    public static IEndpointConventionBuilder MapScalarApiReference(this IEndpointRouteBuilder endpoints) =>
        MapScalarApiReference(endpoints, DefaultPrefix, (_, _) => { });

    /// <inheritdoc cref="MapScalarApiReference(IEndpointRouteBuilder)" />
    public static IEndpointConventionBuilder MapScalarApiReference(this IEndpointRouteBuilder endpoints, Action<ScalarOptions> configureOptions) =>
        MapScalarApiReference(endpoints, DefaultPrefix, configureOptions);

    /// <inheritdoc cref="MapScalarApiReference(IEndpointRouteBuilder)" />
    public static IEndpointConventionBuilder MapScalarApiReference(this IEndpointRouteBuilder endpoints, Action<ScalarOptions, HttpContext> configureOptions) =>
        MapScalarApiReference(endpoints, DefaultPrefix, configureOptions);

    /// <summary>The same under another path.</summary>
    public static IEndpointConventionBuilder MapScalarApiReference(
        this IEndpointRouteBuilder endpoints, string endpointPrefix, Action<ScalarOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        return MapScalarApiReference(endpoints, endpointPrefix, (options, _) => configureOptions(options));
    }

    /// <inheritdoc cref="MapScalarApiReference(IEndpointRouteBuilder, string, Action{ScalarOptions})" />
    public static IEndpointConventionBuilder MapScalarApiReference(
        this IEndpointRouteBuilder endpoints, string endpointPrefix, Action<ScalarOptions, HttpContext>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(endpointPrefix);
        var group = endpoints.MapGroup(endpointPrefix).ExcludeFromDescription();
        group.MapGet(BrowserBundle.FileName, BrowserBundle.Serve);
        group.MapGet("{documentName?}", (HttpContext context, string? documentName) =>
        {
            // The page names its script relative to itself, so that it also works behind a proxy's path prefix.
            if (documentName is null && context.Request.Path.Value is not [.., '/'])
                return Results.Redirect($"{context.Request.PathBase}{context.Request.Path}/{context.Request.QueryString}");
            var options = context.RequestServices.GetRequiredService<IOptionsSnapshot<ScalarOptions>>().Value;
            configureOptions?.Invoke(options, context);
            return Results.Content(ReferencePage.Render(options, documentName ?? "v1", context.Request.PathBase), "text/html; charset=utf-8");
        });
        return group;
    }
}
