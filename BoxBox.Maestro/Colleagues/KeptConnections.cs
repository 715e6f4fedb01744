using System.Globalization;

namespace BoxBox.Maestro.Colleagues;

/// <summary>
/// Keeps a connection while calls on it succeed. A proxy in front of replicas spreads connections, not requests: who is told UNAVAILABLE or
/// RESOURCE_EXHAUSTED leaves the connection, so that the next try, which gRPC makes by itself, may reach another replica.
/// </summary>
internal sealed class KeptConnections : HttpMessageHandler
{
    private HttpMessageInvoker _line = NewLine();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var mine = _line;
        var response = await mine.SendAsync(request, cancellationToken);
        // Not hung up: whoever still waits for an answer on it gets it. A connection on which nobody waits closes by itself.
        if (SaysNo(response) && _line == mine)
            Interlocked.CompareExchange(ref _line, NewLine(), mine);
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _line.Dispose();
        base.Dispose(disposing);
    }

    private static HttpMessageInvoker NewLine() =>
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10) });

    /// <summary>A refusal has no message before it, so its status stands in the headers ("Trailers-Only").</summary>
    private static bool SaysNo(HttpResponseMessage response) =>
        response.Headers.TryGetValues("grpc-status", out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && (StatusCode)status is StatusCode.Unavailable or StatusCode.ResourceExhausted;
}
