namespace BoxBox.AppHost;

/// <summary>Jaeger, which keeps a second copy of the traces; containers only.</summary>
internal static class Jaeger
{
    /// <returns>Its page.</returns>
    public static EndpointReference AddJaeger(this IDistributedApplicationBuilder builder, string name, IEnumerable<IResourceBuilder<ProjectResource>> tracesOf)
    {
        var jaeger = builder.AddContainer(name, "jaegertracing/jaeger", "2.11.0")
            .WithIconName("Timeline")
            .WithHttpEndpoint(port: 16686, targetPort: 16686, name: "ui")
            .WithHttpEndpoint(targetPort: 4317, name: "otlp")
            .WithUrlForEndpoint("otlp", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly);
        foreach (var service in tracesOf)
            service.WithEnvironment("JAEGER_OTLP_ENDPOINT", jaeger.GetEndpoint("otlp"));
        return jaeger.GetEndpoint("ui");
    }
}
