namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Resolves each request's address on its way out, also on each retry, and gives the request back as it was.</summary>
internal sealed class ResolvingHandler(EndpointSelector selector) : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = Resolve(request);
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = asked;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = Resolve(request);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = asked;
        }
    }

    private Uri Resolve(HttpRequestMessage request)
    {
        var asked = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        request.RequestUri = selector.Select(asked);
        return asked;
    }
}
