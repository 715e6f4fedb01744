using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Service discovery for HTTP clients, gRPC clients among them.</summary>
public static class ServiceDiscoveryHttpClientBuilderExtensions
{
    /// <summary>Sends each request to one of the endpoints of the service that its address names, each in its turn.</summary>
    public static IHttpClientBuilder AddServiceDiscovery(this IHttpClientBuilder httpClientBuilder)
    {
        ArgumentNullException.ThrowIfNull(httpClientBuilder);
        httpClientBuilder.Services.AddServiceDiscovery();
        return httpClientBuilder.AddHttpMessageHandler(services => new ResolvingHandler(services.GetRequiredService<EndpointSelector>()));
    }
}
