using System.Net.Sockets;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>
/// Makes every lost connection an <see cref="HttpRequestException"/>. Where a server dies the moment it accepts, the handler of .NET 10 lets the
/// socket's own exception out, which neither a resilience handler nor a test expects.
/// </summary>
internal sealed class LostConnections : DelegatingHandler
{
    /// <summary>To stand in the pipeline of a factory.</summary>
    public LostConnections()
    {
    }

    public LostConnections(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException lost)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, lost.Message, lost);
        }
    }
}
