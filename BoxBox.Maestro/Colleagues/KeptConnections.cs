using System.Globalization;

namespace BoxBox.Maestro.Colleagues;

/// <summary>
/// Keeps a connection while calls on it succeed. A proxy in front of replicas spreads connections, not requests: who is told UNAVAILABLE or
/// RESOURCE_EXHAUSTED leaves the connection, so that the next try, which gRPC makes by itself, may reach another replica.
/// </summary>
internal sealed class KeptConnections : HttpMessageHandler
{
    private readonly Lock gate = new();
    private Line current = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var line = PickUp();
        try
        {
            var response = await line.Calls.SendAsync(request, cancellationToken);
            if (SaysNo(response))
                Leave(line);
            return response;
        }
        finally
        {
            HangUp(line);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            current.Calls.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A refusal has no message before it, so its status stands in the headers ("Trailers-Only").</summary>
    private static bool SaysNo(HttpResponseMessage response) =>
        response.Headers.TryGetValues("grpc-status", out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && (StatusCode)status is StatusCode.Unavailable or StatusCode.ResourceExhausted;

    private Line PickUp()
    {
        lock (gate)
        {
            current.Talking++;
            return current;
        }
    }

    private void Leave(Line line)
    {
        lock (gate)
        {
            if (current == line)
                current = new Line();
        }
    }

    /// <summary>A line that was left is closed by who talks on it last. The answers that still come on it do come: HTTP/2 lets them finish.</summary>
    private void HangUp(Line line)
    {
        bool isDone;
        lock (gate)
            isDone = --line.Talking == 0 && line != current;
        if (isDone)
            line.Calls.Dispose();
    }

    private sealed class Line
    {
        public HttpMessageInvoker Calls { get; } = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) });

        public int Talking { get; set; }
    }
}
