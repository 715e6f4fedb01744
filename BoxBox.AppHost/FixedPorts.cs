using System.Net;
using System.Net.Sockets;

namespace BoxBox.AppHost;

/// <summary>
/// The ports that are the same at each start, tried before it. Aspire 13.6 says nothing of one that is taken: the start hangs where it is a service's, and where it is the
/// dashboard's there is just no dashboard.
/// </summary>
internal sealed class FixedPorts(IDistributedApplicationBuilder builder, TimeProvider time, Func<int, SocketError>? open = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    /// <summary>Gives what ran here before some time: its processes may still be ending.</summary>
    /// <returns>A line for each port that cannot be opened.</returns>
    public async Task<IReadOnlyList<string>> UnusableAsync(Action<string> say)
    {
        var lines = Unusable();
        if (lines is not [])
            say($"{lines[0]} Waiting up to {Patience.TotalSeconds} s, in case it is what ran here before and still ends …");
        for (var began = time.GetTimestamp(); lines is not [] && time.GetElapsedTime(began) < Patience; lines = Unusable())
            await Task.Delay(BetweenTries, time);
        return lines;
    }

    private List<string> Unusable() =>
    [
        .. from port in Needed()
           let error = (open ?? Open)(port.Number)
           where error is SocketError.AddressAlreadyInUse or SocketError.AccessDenied
           select $"Port {port.Number} is needed by {port.By}, and cannot be opened ({error}; ss -ltnp shows who has it).",
    ];

    private IEnumerable<(int Number, string By)> Needed()
    {
        foreach (var resource in builder.Resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.Port is not null))
                yield return (endpoint.Port!.Value, $"{resource.Name} ({endpoint.Name})");
        }

        foreach (var setting in new[] { "ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL" })
        {
            if (Uri.TryCreate(builder.Configuration[setting]?.Split(';')[0], UriKind.Absolute, out var address) && address.Port > 0)
                yield return (address.Port, $"the dashboard ({setting})");
        }
    }

    private static SocketError Open(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return SocketError.Success;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode;
        }
    }
}
